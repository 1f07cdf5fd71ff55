#!/bin/sh
# The PortAudio library comes from the system: install it where that needs no question, else say how.
set -u
has_portaudio() {
    ldconfig -p 2>/dev/null | grep -q libportaudio || [ -e /opt/homebrew/lib/libportaudio.dylib ]
}
has_portaudio && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get install -y -qq libportaudio2 || { apt-get update -qq && apt-get install -y -qq libportaudio2; }; } >/dev/null 2>&1
fi
has_portaudio || cat >&2 <<'HINT'
PortAudio is not installed: padsketch will run silently.
  Debian, Ubuntu: sudo apt install libportaudio2     Fedora: sudo dnf install portaudio
  Arch: sudo pacman -S portaudio                     macOS: brew install portaudio
HINT
exit 0
