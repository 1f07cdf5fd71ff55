/* What must not be done while rendering: whoever watches over that has to catch each of them. */
#ifndef PADSKETCH_FAULTS_H
#define PADSKETCH_FAULTS_H

/* Before any watch begins. */
void faults_prepare(void);
/* Does nothing for a name that it does not know. */
void faults_commit(const char *name);
void faults_list(void);

#endif
