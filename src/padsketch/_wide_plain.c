/* The inner loops for any processor. */
#define LANES 4
#define WIDE ps_wide_plain
#include "_wide.inc.h"
