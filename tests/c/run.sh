#!/bin/sh
# The C tests: run.sh [plain|asan|tsan|rtsan|objects|all|soak]. Ends with 77 where a sanitizer cannot be
# linked; `all` goes on without it and says so. What takes minutes is left to `soak`.
set -eu
cd "$(dirname "$0")"
CC=${CC:-cc}
ENGINE=../../src/padsketch
python3 "$ENGINE/_parameters_build.py"
WARNINGS="-Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Werror"
FLAGS="-std=c11 -g -ffp-contract=off -fno-math-errno -pthread -I$ENGINE -I. $WARNINGS"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:exitcode=66

fail() {
    echo "$*" >&2
    exit 1
}

# compile <directory> <flags>: every engine file into an archive, every other file to an object
compile() {
    out=build/$1
    mkdir -p "$out"
    rm -f "$out"/*.o "$out"/*.a
    for source in "$ENGINE"/_*.c *.c; do
        [ "${source##*/}" = _dsp_ffi.c ] && continue
        # shellcheck disable=SC2086
        $CC $FLAGS $2 -c "$source" -o "$out/$(basename "$source" .c).o"
    done
    ar rcs "$out/engine.a" "$out"/_*.o
    ar rcs "$out/helpers.a" "$out"/chance.o "$out"/faults.o "$out"/lending.o "$out"/music.o "$out"/rig.o
}

# link <directory> <flags> <object> <program>
link() {
    out=build/$1
    # shellcheck disable=SC2086
    $CC -pthread "$out/$3.o" "$out/helpers.a" "$out/engine.a" $2 -lm -o "$out/$4"
}

# The address randomisation of some kernels ends ThreadSanitizer before main; setarch turns it off.
run() {
    if setarch -R true 2>/dev/null; then
        setarch -R "$@"
    else
        "$@"
    fi
}

# tests <directory> <flags> <tests>
tests() {
    for test in $3; do
        link "$1" "$2" "$test" "$test"
        report "$1" "$test"
    done
}

# report <directory> <program> [words]: what it says is kept, and shown where it fails
report() {
    program=build/$1/$2
    shift 2
    log=$program${1:+-$1}
    if ! run "$program" "$@" >"$log.out" 2>"$log.err"; then
        tail -n 60 "$log.err" >&2
        fail "$program $* failed"
    fi
}

# A control has its guard taken out; a sanitizer that does not object would not have seen a fault.
control() {
    # shellcheck disable=SC2086
    $CC $FLAGS $TSAN "-D$2" -c "$1.c" -o "build/tsan/$1-$2.o"
    link tsan "$TSAN" "$1-$2" "$1-$2"
    status=0
    run "build/tsan/$1-$2" 2>"build/tsan/$1-$2.txt" || status=$?
    if [ $status -ne 66 ] || ! grep -q "data race" "build/tsan/$1-$2.txt"; then
        fail "tsan: $1 with $2 ended with $status and without a data race"
    fi
}

skip() {
    echo "$*" >&2
    exit 77
}

must_link() {
    mkdir -p build
    # shellcheck disable=SC2086
    echo "int main(void) { return 0; }" | $CC $1 -x c - -o "build/probe" 2>/dev/null ||
        skip "$CC cannot link $1"
}

TESTS="test_ring test_seqlock test_tape test_sequence test_player test_prelisten test_nouns test_nodes"

# Each fault must be caught by a program that watches over rendering, but for those that it allows.
faults() {
    for fault in $("$1" list); do
        case " $2 " in *" $fault "*) continue ;; esac
        ! "$1" "$fault" >/dev/null 2>&1 || fail "$1: nobody noticed $fault"
    done
}

plain() {
    compile plain -O2
    tests plain "" "$TESTS test_threads test_blocks"
    wraps=$(sed -n 's/^WRAP([^,]*, \([a-z_]*\),.*/-Wl,--wrap=\1/p' test_no_alloc.c)
    tests plain "$wraps" test_no_alloc
    faults build/plain/test_no_alloc ""
}

ASAN="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all"
asan() {
    must_link "-fsanitize=address,undefined"
    compile asan "$ASAN"
    tests asan "$ASAN" "$TESTS test_threads fuzz_commands"
}

TSAN="-O1 -fsanitize=thread"
tsan() {
    must_link "$TSAN"
    compile tsan "$TSAN"
    tests tsan "$TSAN" "test_ring test_seqlock test_tape test_threads"
    control test_ring NO_PRODUCER_FLAG
    control test_seqlock NO_SEQLOCK
    control test_tape BARE_TAPE
}

# gcc has no RealtimeSanitizer, but LLVM's library of it can be linked. It lets the clock be read.
rtsan() {
    library=
    for found in /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.rtsan-"$(uname -m)".a; do
        [ -e "$found" ] && library=$found
    done
    [ -n "$library" ] || skip "there is no RealtimeSanitizer: install libclang-rt-19-dev"
    compile rtsan -O1
    tests rtsan "$library -ldl" test_realtime
    faults build/rtsan/test_realtime clock
}

# One section a function and nothing inlined, so that who calls whom can be read from the objects.
objects() {
    compile objects "-O1 -fno-inline -ffunction-sections -fdata-sections"
}

# prepare <directory> <flags> <programs>
prepare() {
    compile "$1" "$2"
    for program in $3; do
        link "$1" "$2" "$program" "$program"
    done
}

# What takes minutes, side by side on two processors: a million sequences of commands, the projects in
# every size of block, 33 million messages through a ring.
soak() {
    must_link "-fsanitize=address,undefined"
    must_link "$TSAN"
    prepare plain -O2 test_blocks
    prepare asan "$ASAN" fuzz_commands
    prepare tsan "$TSAN" "test_ring test_threads"
    rm -f build/*/*.out
    status=0
    report asan fuzz_commands 1 5000 &
    (
        report plain test_blocks 1 20 240000
        report tsan test_ring 16500000
        report tsan test_threads 20
        report asan fuzz_commands 1000001 5000
    ) || status=1
    wait $! || status=1
    cat build/*/*.out
    return $status
}

all() {
    for mode in plain asan tsan rtsan; do
        status=0
        ./run.sh $mode || status=$?
        [ $status -eq 0 ] || [ $status -eq 77 ] || exit $status
    done
}

case ${1:-all} in
plain | asan | tsan | rtsan | objects | all | soak) "${1:-all}" ;;
*) fail "usage: run.sh [plain|asan|tsan|rtsan|objects|all|soak]" ;;
esac
