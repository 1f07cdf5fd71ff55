/* What every windowed sinc here is made of. */
#ifndef PADSKETCH_KAISER_H
#define PADSKETCH_KAISER_H

/* A sinc at x under a Kaiser window at `place`, -1..1 from edge to edge, not scaled (Kaiser 1974). */
double ps_kaiser_sinc(double x, double place, double beta);

#endif
