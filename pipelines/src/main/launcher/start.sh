# shellcheck shell=bash
# Starts Java with the settings that fit the input, and turns how it ended into the exit codes of the program. Launchers
# source this and then call `find_java` and `start`. Plain bash from 3.2 on, under any locale.
#
#   lib      the folder of the jars; to be set by the launcher
#   archive  the class-data archive that was made from them; need not exist

# Java's own exit codes overlap with the program's (1 is both "findings" and "did not start"). So the program adds this.
exit_base=64
failed=5

say() { printf 'totsugo: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit "$failed"
}

# Embedded Flink and Kryo look into these packages of the JDK; the last tells a full disk from other failures.
opens=(--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED
  --add-opens=java.base/java.time=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED
  --add-opens=java.base/sun.nio.fs=ALL-UNNAMED)

# Whether this is Java 17. Its file of versions says so also where too little memory is allowed to ask Java itself.
is_java_17() {
  [ -f "$1" ] && [ -x "$1" ] || return 1
  local release
  release=$(dirname "$(real_path "$1")")/../release
  if [ -f "$release" ]; then
    grep -q '^JAVA_VERSION="17[."]' "$release"
  else
    "$1" -version 2>&1 | grep -q 'version "17[."]'
  fi
}

# The path without links; `readlink -f` is not everywhere.
real_path() {
  local path=$1 link
  while [ -L "$path" ]; do
    link=$(readlink "$path") || break
    case $link in
      /*) path=$link ;;
      *) path=$(dirname "$path")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(cd -P "$(dirname "$path")" && pwd)" "$(basename "$path")"
}

# Sets `java`.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
    if [ -n "$candidate" ] && is_java_17 "$candidate"; then
      java=$candidate
      return
    fi
  done
  if [ -n "${JAVA_HOME:-}" ]; then
    die "needs Java 17 (JDK), and finds none: neither in JAVA_HOME nor on the PATH; install one or set JAVA_HOME to one"
  fi
  die "needs Java 17 (JDK), and finds none on the PATH; install one or set JAVA_HOME to one"
}

# Bytes of all files that the arguments name, also as --option=PATH and by globs.
bytes_of_input() {
  local argument sum=0
  for argument in "$@"; do
    case $argument in --*=*) argument=${argument#*=} ;; esac
    [ -n "$argument" ] || continue
    if [ -e "$argument" ]; then
      sum=$((sum + $(disk_usage "$argument")))
    else
      case $argument in *[*?[{]*) sum=$((sum + $(bytes_of_glob "$argument"))) ;; esac
    fi
  done
  printf '%s\n' "$sum"
}

# Bytes of all given files and folders together.
disk_usage() {
  local size
  size=$(du -sLkc $apparent -- "$@" 2>/dev/null | tail -n 1 | cut -f1)
  case $size in '' | *[!0-9]*) size=0 ;; esac
  printf '%s\n' $((size * 1024))
}

# Not everywhere can `du` tell how long files are, instead of how much of the disk they take.
apparent=
du -k --apparent-size /dev/null >/dev/null 2>&1 && apparent=--apparent-size

# The globs are those of the program: {a,b} is a choice, ** goes through folders.
bytes_of_glob() {
  local before after choice choices root
  case $1 in
    *{*}*)
      before=${1%%\{*} after=${1#*\{}
      choices=${after%%\}*} after=${after#*\}}
      local sum=0
      while :; do
        choice=${choices%%,*}
        sum=$((sum + $(bytes_of_glob "$before$choice$after")))
        [ "$choices" = "$choice" ] && break
        choices=${choices#*,}
      done
      printf '%s\n' "$sum"
      ;;
    *'**'*)
      root=${1%%[*?[]*}
      case $root in */*) root=${root%/*}/ ;; *) root=./ ;; esac
      # shellcheck disable=SC2086 # no word if it is empty
      find -L "$root" -path "$root${1#"${root#./}"}" -prune -exec du -sLk $apparent -- {} + 2>/dev/null |
        awk '{ sum += $1 } END { printf "%.0f\n", sum * 1024 }'
      ;;
    *)
      (
        IFS=
        shopt -s nullglob
        # shellcheck disable=SC2206 # to be expanded, and not divided
        matches=($1)
        if [ -n "${matches+x}" ]; then disk_usage "${matches[@]}"; else echo 0; fi
      )
      ;;
  esac
}

is_size() { (LC_ALL=C && [[ $1 =~ ^[1-9][0-9]*[kKmMgGtT]?$ ]]); }

# Sets `tuning` by the size of the input: a small run ends before the full compiler pays; a large one wants all of it, and
# the parallel collector.
choose_settings() {
  is_size "${TOTSUGO_HEAP:-1g}" ||
    die "TOTSUGO_HEAP is no size of memory; give a number and a unit, such as 2g or 1500m"
  local bytes heap=2g young=7
  bytes=$(bytes_of_input "$@")
  # Little of what a run allocates lives long; the large arrays that do are used again and again.
  [ "${1:-}" = generate ] && heap=512m young=1
  if [ "${1:-}" = generate ] || [ "$bytes" -gt $((64 << 20)) ]; then
    # The loops over records reach any threshold at once. The rest of the engine would keep the full compiler, and with it
    # one of two cores, busy for most of a run of a minute.
    tuning=(-XX:+UseParallelGC "-XX:NewRatio=$young" "-Xmx${TOTSUGO_HEAP:-$heap}"
      -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
      -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)
  else
    tuning=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Xmx${TOTSUGO_HEAP:-1g}")
  fi
}

# Whether a text is ASCII; and whether it is UTF-8.
is_ascii() { (LC_ALL=C && [[ $1 != *[!\ -~]* ]]); }
is_utf8() { is_ascii "$1" || ! command -v iconv >/dev/null || printf %s "$1" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; }

# Sets `settings` for the locale. Java takes the encoding of the names of files from it, and cron, systemd and containers
# often set none; so Java gets one of UTF-8, whatever the user's is. The program writes to the terminal in the user's.
choose_locale() {
  local terminal candidate names=
  terminal=$(locale charmap 2>/dev/null)
  for candidate in C.UTF-8 C.utf8 en_US.UTF-8 ja_JP.UTF-8; do
    if [ "$(LC_ALL=$candidate locale charmap 2>/dev/null)" = UTF-8 ]; then
      names=$candidate
      break
    fi
  done
  settings=(-Dfile.encoding=UTF-8)
  [ -n "$terminal" ] && settings+=("-Dtotsugo.terminal.charset=$terminal")
  if [ -n "$names" ]; then
    export LC_ALL=$names
    unset LANGUAGE
  else
    is_ascii "$lib" || die "the program cannot run from $lib without a locale of UTF-8; install one (such as C.UTF-8), or move the program to a folder with a name of Latin letters"
  fi
  # A folder whose name Java cannot read would be another one to it.
  if [ -e /proc/self/cwd ] && ! is_ascii "$PWD" && { [ -z "$names" ] || ! is_utf8 "$PWD"; }; then
    settings+=(-Duser.dir=/proc/self/cwd)
  fi
}

# What Java and which folder a class-data archive is for. Java passes over one that was made elsewhere.
archive_key() {
  printf '%s\n%s\n' "$lib" "$java"
  cat "$(dirname "$(real_path "$java")")/../release" 2>/dev/null
}

# Makes the class-data archive: what a small run loads, mapped at every later start instead of being read from the jars.
# Takes an upload for that run. It appears whole or not at all; without one, the program only starts more slowly.
make_archive() {
  local upload=$1 sample made
  [ -w "$lib" ] && sample=$(mktemp -d) || return 0
  made=$archive.$$
  trap 'rm -rf "$made" "$sample"; exit 130' INT TERM
  if "$java" -XX:ArchiveClassesAtExit="$made" -Xshare:auto "${opens[@]}" -cp "$lib/*" jp.totsugo.cli.Main \
    run --uploads "$upload" --out "$sample/out" --runner flink </dev/null >"$sample/log" 2>&1 && [ -f "$made" ]; then
    mv -f "$made" "$archive"
  fi
  archive_key >"$archive.key"
  rm -rf "$made" "$sample"
  trap - INT TERM
}

# Runs the program with the given arguments and ends with its exit code.
start() {
  case $lib in
    *:*) die "the program cannot run from a folder with a colon in its name; move it" ;;
  esac
  is_utf8 "$lib" || die "the program cannot run from a folder whose name is not UTF-8; move it"
  choose_settings "$@"
  choose_locale
  [ -f "$archive" ] && settings+=("-XX:SharedArchiveFile=$archive" -Xshare:auto)
  [ -t 2 ] && settings+=(-Dtotsugo.terminal=true)
  # What Java writes of a crash holds pieces of its memory.
  settings+=(-XX:-CreateCoredumpOnCrash)
  [ -n "${TOTSUGO_DEBUG:-}" ] || settings+=(-XX:ErrorFile=/dev/null)
  { : <&0; } 2>/dev/null || exec </dev/null

  "$java" "${tuning[@]}" "${settings[@]}" -XX:+DisplayVMOutputToStderr -Xlog:disable "${opens[@]}" \
    "-Dtotsugo.exitBase=$exit_base" "-Dtotsugo.launcher=$$" -cp "$lib/*" jp.totsugo.cli.Main "$@" <&0 &
  local child=$! signal code
  trap 'signal=129; kill -HUP "$child" 2>/dev/null' HUP
  # In the background it does not hear a Ctrl-C.
  trap 'signal=130; kill -TERM "$child" 2>/dev/null' INT
  trap 'signal=143; kill -TERM "$child" 2>/dev/null' TERM
  local ended_by=
  while :; do
    signal=
    wait "$child" 2>/dev/null
    code=$?
    [ -n "$signal" ] || break
    ended_by=$signal
  done
  finish "$code" "$ended_by"
}

# Ends with the exit code of the program, or says why there is none.
finish() {
  local code=$1 ended_by=$2
  if [ "$code" -ge "$exit_base" ] && [ "$code" -le $((exit_base + 5)) ]; then
    exit $((code - exit_base))
  fi
  [ -n "$ended_by" ] && exit "$ended_by"
  case $code in
    129 | 130 | 143) exit "$code" ;;
    137) die "Java was killed, as the system does when memory runs out; give less --parallelism, set TOTSUGO_HEAP to less, or give the machine more memory; nothing is published" ;;
    126 | 127) die "Java could not be started ($java); install Java 17 anew or set JAVA_HOME to another one" ;;
  esac
  [ "$code" -gt 128 ] && die "Java crashed (signal $((code - 128))); nothing is published; look after the memory and the disk of the machine, and try again"
  local advice="set TOTSUGO_HEAP to less than the free memory"
  [ "$(ulimit -v)" = unlimited ] || advice="allow it more memory (ulimit -v is $(ulimit -v) KB), or $advice"
  [ -z "${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}" ] || advice="$advice; look also at JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS"
  die "Java did not start, or broke down, and said why above; $advice; nothing is published"
}
