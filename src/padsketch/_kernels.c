/* The interpolation kernels: tables of windowed-sinc filters, a row for each phase. */
#include "_kernels.h"

#include <math.h>

#include "_kaiser.h"

#define OCTAVES 2
#define N_KERNELS (12 * OCTAVES + 1) /* one for slower and equal, then one for each semitone up */
#define GROUP 16                     /* taps are counted in these */
#define MAX_STORAGE (544 * 1024)

/* A Kaiser window over a sinc (Kaiser 1974); times in frames, frequencies in parts of the rate. */
typedef struct {
    double half_width;
    double cut_off;    /* the middle of the transition band */
    double beta;
} design;

/* Level within 0.05 dB up to 0.4 of the slower side's rate. Going down, the images of all that lies below
 * 0.47 are under -96 dB; going up, all that would fold is. Found by trying cut-offs and betas. */
static const design down = {.half_width = 24.0, .cut_off = 0.455, .beta = 11.5};
static const design up = {.half_width = 28.0, .cut_off = 0.4425, .beta = 10.0};

struct ps_kernels {
    ps_kernel kernels[N_KERNELS];
    _Alignas(64) float storage[MAX_STORAGE];
};

static double windowed_sinc(const design *of, double time)
{
    const double place = time / of->half_width;
    if (fabs(place) >= 1.0)
        return 0.0;
    return ps_kaiser_sinc(2.0 * of->cut_off * time, place, of->beta);
}

/* ---- the curve of a design, looked up instead of computed a million times ---- */

#define CURVE_STEPS 256 /* to a frame */
#define CURVE_POINTS (28 * CURVE_STEPS + 4)

typedef struct {
    double points[CURVE_POINTS]; /* point i is at (i - 1) / CURVE_STEPS: the curve is even */
} curve;

static void draw_curve(curve *drawn, const design *of)
{
    for (int32_t i = 0; i < CURVE_POINTS; i++)
        drawn->points[i] = windowed_sinc(of, (double)(i - 1) / CURVE_STEPS);
}

/* Cubic between four points (Lagrange): off by less than 1e-10. */
static double curve_at(const curve *drawn, double time)
{
    const double place = fabs(time) * CURVE_STEPS;
    if (place >= CURVE_POINTS - 4)
        return 0.0;
    const int32_t i = (int32_t)place;
    const double t = place - i;
    const double *p = drawn->points + i;
    const double c1 = p[2] - p[0] / 3.0 - p[1] / 2.0 - p[3] / 6.0;
    const double c2 = (p[0] + p[2]) / 2.0 - p[1];
    const double c3 = (p[3] - p[0]) / 6.0 + (p[1] - p[2]) / 2.0;
    return ((c3 * t + c2) * t + c1) * t + p[1];
}

/* Each phase is scaled to pass DC exactly. */
static void build_row(float *row, int32_t n_taps, double fraction, double stretch, const curve *drawn)
{
    double taps[PS_MAX_TAPS], sum = 0.0;
    for (int32_t i = 0; i < n_taps; i++) {
        const double time = (double)(i - n_taps / 2 + 1) - fraction;
        taps[i] = curve_at(drawn, time / stretch);
        sum += taps[i];
    }
    for (int32_t i = 0; i < n_taps; i++)
        row[i] = (float)(taps[i] / sum);
}

/* Builds a kernel at `rows` and returns the place behind it. */
static float *build_kernel(ps_kernel *kernel, float *rows, double half_width, double stretch,
                           const curve *drawn)
{
    const int32_t groups = (int32_t)ceil(2.0 * half_width * stretch / GROUP - 1.0e-9);
    *kernel = (ps_kernel){.rows = rows, .n_taps = groups * GROUP};
    const int32_t n_phases = 1 << PS_PHASE_BITS(kernel->n_taps);
    for (int32_t phase = 0; phase <= n_phases; phase++, rows += kernel->n_taps)
        build_row(rows, kernel->n_taps, (double)phase / n_phases, stretch, drawn);
    return rows;
}

size_t ps_kernels_size(void)
{
    return sizeof(ps_kernels);
}

void ps_kernels_init(ps_kernels *kernels)
{
    curve drawn;
    draw_curve(&drawn, &down);
    float *rows = build_kernel(&kernels->kernels[0], kernels->storage, down.half_width, 1.0, &drawn);
    draw_curve(&drawn, &up);
    for (int32_t k = 1; k < N_KERNELS; k++)
        rows = build_kernel(&kernels->kernels[k], rows, up.half_width, exp2(k / 12.0), &drawn);
}

const ps_kernel *ps_kernel_for(const ps_kernels *kernels, double ratio)
{
    const double semitones = ceil(12.0 * log2(ratio) - 1.0e-4);
    const int32_t k = semitones < 1.0 ? 0 : semitones < N_KERNELS ? (int32_t)semitones : N_KERNELS - 1;
    return &kernels->kernels[k];
}
