/* The sinc and its window. */
#include "_kaiser.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Modified Bessel function of the first kind, order 0, by its power series. */
static double bessel_i0(double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; term > 1.0e-12 * sum; k++) {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

static double sinc(double x)
{
    return fabs(x) < 1.0e-9 ? 1.0 : sin(PI * x) / (PI * x);
}

double ps_kaiser_sinc(double x, double place, double beta)
{
    return sinc(x) * bessel_i0(beta * sqrt(1.0 - place * place));
}
