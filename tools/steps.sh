# Sourced by the other tools: says what is being done, how long it took, and what went wrong.

mkdir -p var/log

# step "What is being done" command...: quiet unless it fails, then shows everything the command said.
step() {
  local what=$1 began=$EPOCHREALTIME log="var/log/${1//[^a-zA-Z0-9]/-}.log"
  shift
  printf '▸ %s ... ' "$what"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf 'done in %s s\n' "$(seconds_since "$began")"
  else
    printf 'FAILED after %s s\n\n' "$(seconds_since "$began")"
    cat "$log"
    return 1
  fi
}

seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

# debian PACKAGE...: installs Debian packages; only root can.
debian() {
  if [ "$(id -u)" != 0 ]; then
    echo "Please install: apt-get install $*"
    return 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  # A machine that has just started may still be updating itself: wait for it.
  local install=(apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@")
  # Lists of packages that are missing or too old are the usual reason to fail.
  "${install[@]}" || { apt-get update && "${install[@]}"; }
}
