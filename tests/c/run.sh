#!/bin/sh
# The C tests: run.sh [plain|asan|tsan|objects|all]. Ends with 77 where a sanitizer cannot be linked.
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
    rm -f "$out"/*.o "$out/engine.a"
    for source in "$ENGINE"/_*.c *.c; do
        [ "${source##*/}" = _dsp_ffi.c ] && continue
        # shellcheck disable=SC2086
        $CC $FLAGS $2 -c "$source" -o "$out/$(basename "$source" .c).o"
    done
    ar rcs "$out/engine.a" "$out"/_*.o
}

# link <directory> <flags> <object> <program>
link() {
    out=build/$1
    # shellcheck disable=SC2086
    $CC -pthread $2 "$out/$3.o" "$out/music.o" "$out/rig.o" "$out/engine.a" -lm -o "$out/$4"
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
        run "build/$1/$test" || fail "$1: $test failed"
    done
}

# A control has its guard taken out; a sanitizer that does not object would not have seen a fault.
control() {
    # shellcheck disable=SC2086
    $CC $FLAGS $TSAN "-D$2" -c "$1.c" -o "build/tsan/$1-$2.o"
    link tsan "$TSAN" "$1-$2" "$1-$2"
    status=0
    run "build/tsan/$1-$2" 2>"build/tsan/$1-$2.txt" || status=$?
    [ $status -eq 66 ] && grep -q "data race" "build/tsan/$1-$2.txt" ||
        fail "tsan: $1 with $2 ended with $status and without a data race"
}

must_link() {
    mkdir -p build
    if ! echo "int main(void) { return 0; }" | $CC $1 -x c - -o "build/probe" 2>/dev/null; then
        echo "$CC cannot link $1" >&2
        exit 77
    fi
}

plain() {
    compile plain -O2
    tests plain "" "test_ring test_seqlock test_sequence test_player test_threads"
    wraps=$(sed -n 's/^WRAP([^,]*, \([a-z_]*\),.*/-Wl,--wrap=\1/p' test_no_alloc.c)
    tests plain "$wraps" test_no_alloc
    for fault in $(build/plain/test_no_alloc list); do
        ! build/plain/test_no_alloc "$fault" 2>/dev/null || fail "nobody noticed $fault"
    done
}

asan() {
    must_link "-fsanitize=address,undefined"
    flags="-O1 -fsanitize=address,undefined -fno-sanitize-recover=all"
    compile asan "$flags"
    tests asan "$flags" "test_ring test_seqlock test_sequence test_player test_threads"
}

TSAN="-O1 -fsanitize=thread"
tsan() {
    must_link "$TSAN"
    compile tsan "$TSAN"
    tests tsan "$TSAN" "test_ring test_seqlock test_threads"
    control test_ring NO_PRODUCER_FLAG
    control test_seqlock NO_SEQLOCK
}

# One section a function and nothing inlined, so that who calls whom can be read from the objects.
objects() {
    compile objects "-O1 -fno-inline -ffunction-sections"
}

all() {
    plain
    asan
    tsan
}

case ${1:-all} in
plain | asan | tsan | objects | all) "${1:-all}" ;;
*) fail "usage: run.sh [plain|asan|tsan|objects|all]" ;;
esac
