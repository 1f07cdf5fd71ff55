/* The interpolation kernels: tables of windowed-sinc filters, a row for each phase. */
#include "_kernels.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Windowed-sinc kernels: each serves ratios up to its own, has its cut-off below the Nyquist frequency
 * of the slower side, and is longer by as much as it is lower. Rows are phases; a row more than there
 * are phases, so that the neighbour of the last one needs no wrap. */
#define N_KERNELS 7
#define N_PHASES (1 << PS_PHASE_BITS)
#define KAISER_BETA 9.6  /* about 96 dB of stop band (Kaiser 1974) */
#define CUT_OFF 0.45     /* of the rate at ratio 1: the middle of the transition band */

static const int32_t kernel_taps[N_KERNELS] = {64, 80, 104, 128, 168, 208, 256};

struct ps_kernels {
    double ratios[N_KERNELS];
    const float *rows[N_KERNELS];
    float storage[(N_PHASES + 1) * (64 + 80 + 104 + 128 + 168 + 208 + 256)];
};

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

static double windowed_sinc(double time, double half_width, double cut_off)
{
    const double place = time / half_width;
    if (fabs(place) >= 1.0)
        return 0.0;
    const double window = bessel_i0(KAISER_BETA * sqrt(1.0 - place * place));
    return 2.0 * cut_off * sinc(2.0 * cut_off * time) * window / bessel_i0(KAISER_BETA);
}

/* Each phase is scaled to pass DC exactly. */
static void build_row(float *row, int32_t n_taps, double fraction, double cut_off)
{
    double taps[PS_MAX_TAPS], sum = 0.0;
    for (int32_t i = 0; i < n_taps; i++) {
        const double time = (double)(i - n_taps / 2 + 1) - fraction;
        taps[i] = windowed_sinc(time, (double)(n_taps / 2), cut_off);
        sum += taps[i];
    }
    for (int32_t i = 0; i < n_taps; i++)
        row[i] = (float)(taps[i] / sum);
}

size_t ps_kernels_size(void)
{
    return sizeof(ps_kernels);
}

void ps_kernels_init(ps_kernels *kernels)
{
    float *rows = kernels->storage;
    for (int32_t k = 0; k < N_KERNELS; k++) {
        const int32_t n_taps = kernel_taps[k];
        kernels->ratios[k] = pow(2.0, k / 3.0);
        kernels->rows[k] = rows;
        for (int32_t phase = 0; phase <= N_PHASES; phase++, rows += n_taps)
            build_row(rows, n_taps, (double)phase / N_PHASES, CUT_OFF / kernels->ratios[k]);
    }
}

ps_kernel ps_kernel_for(const ps_kernels *kernels, double ratio)
{
    int32_t k = 0;
    while (k < N_KERNELS - 1 && kernels->ratios[k] < ratio * 0.9999)
        k++;
    return (ps_kernel){.rows = kernels->rows[k], .n_taps = kernel_taps[k]};
}
