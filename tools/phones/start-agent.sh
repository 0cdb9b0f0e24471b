#!/bin/sh
# Starts the k3s agent of a phone as k3s-agent.json beside it says, once everything k3s needs is there.
{ set +x; } 2>/dev/null # a trace would print the token
LC_ALL=C
export LC_ALL
token=${K3S_TOKEN:-} # from here on no program inherits it
unset K3S_TOKEN

case $0 in
  */*) here=${0%/*} ;;
  *) here=. ;;
esac
file=$here/k3s-agent.json
newline='
'

usage='usage: sh start-agent.sh [--check | --print]
  --check   look at everything, start nothing
  --print   print the interface and the flags that k3s-agent.json stands for
The token comes from the file K3S_TOKEN_FILE names, or from K3S_TOKEN. Exit codes: 1 something is wrong,
64 usage, 75 the network or the server is not there yet: try again later.'

say() {
  printf 'start-agent: %s\n' "$1" >&2
}

# Ends the script with the code $2, or 1.
fail() {
  say "$1"
  exit "${2:-1}"
}

later=75

# --- k3s-agent.json: exactly the lines that Groundplan prints, since Android has no JSON reader -----------------------

wrong_line() {
  fail "$file, line $number: $1 Generate it again and copy it unchanged."
}

# Takes one setting: key, value, kind. Names, addresses, labels and taints need no other characters than these.
setting() {
  case $1 in
    *[!a-z0-9-]*) wrong_line 'this is not what Groundplan writes.' ;;
  esac
  case $1:$3 in
    interface:host) interface=$2 ;;
    node-ip:text) node_ip=$2 ;;
    server:text) server=$2 ;;
    node-name:text | flannel-iface:text | node-label:list | node-taint:list) ;;
    *) wrong_line "there is no $1 here." ;;
  esac
  case $2 in
    '' | *[!A-Za-z0-9._:/=-]*) wrong_line "the value of $1 has characters that no $1 has." ;;
  esac
  case $seen in
    *" $1 "*) [ "$3" = list ] || wrong_line "$1 stands twice." ;;
  esac
  seen="$seen$1 "
  [ "$3" = host ] || flags="$flags--$1=$2$newline"
}

# One line as printed: indentation, a key, a value, a comma where more follows.
read_line() {
  text=${1%,}
  case $where:$text in
    start:'{') where='file' ;;
    'file:  "//": "'*'"') ;;
    'file:  "interface": "'*'"') text=${text#'  "interface": "'} && setting interface "${text%'"'}" host ;;
    'file:  "k3s": {') where=k3s ;;
    'k3s:    "'*'": "'*'"') text=${text#'    "'} && value=${text#*'": "'} && setting "${text%%'"'*}" "${value%'"'}" text ;;
    'k3s:    "'*'": [') text=${text#'    "'} && list=${text%%'"'*} && where=list ;;
    'list:      "'*'"') text=${text#'      "'} && setting "$list" "${text%'"'}" list ;;
    'list:    ]') where=k3s ;;
    'k3s:  }') where=end ;;
    'end:}') where=after ;;
    *) wrong_line 'this is not what Groundplan writes.' ;;
  esac
}

read_settings() {
  [ -f "$file" ] || fail "$file is missing. Copy the whole bundle."
  [ -r "$file" ] || fail "$file cannot be read by this user."
  where=start number=0 seen=' ' flags='' interface='' node_ip='' server=''
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    read_line "$line"
  done <"$file"
  [ "$where" = after ] || fail "$file ends too early. Generate it again and copy it unchanged."
  for key in interface node-ip node-name server; do
    case $seen in
      *" $key "*) ;;
      *) fail "$file has no $key. Generate it again and copy it unchanged." ;;
    esac
  done
  check_values
}

check_values() {
  case $node_ip in
    *[!0-9.]* | *.*.*.*.* | .* | *. | *..*) fail "$file: the node-ip $node_ip is no IPv4 address." ;;
    *.*.*.*) ;;
    *) fail "$file: the node-ip $node_ip is no IPv4 address." ;;
  esac
  address=${server#https://}
  case $server in
    https://*:*) host=${address%:*} port=${address##*:} ;;
    *) host='' port='' ;;
  esac
  case $host:$port in
    *[!A-Za-z0-9.:-]* | :* | *: | -* | *:*:* | *:*[!0-9]*) fail "$file: the server $server is no https://host:port." ;;
  esac
}

# --- the phone --------------------------------------------------------------------------------------------------------

find_k3s() {
  k3s=$here/k3s
  [ -e "$k3s" ] || k3s=$(command -v k3s) || fail "k3s is neither in $here nor in PATH. Build the bundle with --k3s FILE."
  [ -x "$k3s" ] || fail "$k3s cannot be executed. Copy the bundle to a folder below /data; Android executes nothing on /sdcard."
}

check_root() {
  [ "$(id -u)" = 0 ] || fail 'k3s needs root. Start this in a root shell (su).'
}

# Certificates are refused by a clock that is years behind, as after a flat battery.
check_clock() {
  year=$(date +%Y)
  [ "$year" -ge 2025 ] || fail "the clock says $year, so no certificate is valid yet. Set the time." "$later"
}

check_interface() {
  if command -v ip >/dev/null; then
    state=$(ip -4 addr show dev "$interface" 2>/dev/null) && [ -n "$state" ] || state=
  elif command -v ifconfig >/dev/null; then
    state=$(ifconfig "$interface" 2>/dev/null) || state=
  else
    say "neither ip nor ifconfig is there, so nobody looked at $interface."
    return 0
  fi
  case $state in
    *"inet $node_ip/"* | *"inet $node_ip "* | *"inet addr:$node_ip "*) ;;
    *"inet "*) other_address ;;
    *) fail "$interface is not there or has no IPv4 address. Connect the phone's Wi-Fi." "$later" ;;
  esac
  case $state in
    *UP*) ;;
    *) fail "$interface is down. Connect the phone's Wi-Fi." "$later" ;;
  esac
}

other_address() {
  has=${state#*inet } has=${has#addr:} has=${has%%[/ ]*}
  fail "$interface has $has, not $node_ip. DHCP reserves $node_ip for the MAC in topology.ts: in Android's settings of this Wi-Fi choose the phone's MAC instead of a random one, and compare." "$later"
}

# --- the token: from a file or the environment, never an argument, never shown ----------------------------------------

take_token() {
  token_file=${K3S_TOKEN_FILE:-}
  [ -z "$token" ] || [ -z "$token_file" ] || fail 'K3S_TOKEN and K3S_TOKEN_FILE are both set. Keep one.'
  [ -n "$token$token_file" ] || fail 'there is no token. Set K3S_TOKEN_FILE to a file that holds it.'
  name=K3S_TOKEN
  [ -z "$token_file" ] || read_token_file
  check_token
}

read_token_file() {
  name=$token_file
  [ -f "$token_file" ] || fail "the token file $token_file is missing."
  [ -r "$token_file" ] || fail "the token file $token_file cannot be read by this user."
  case $(ls -ldL "$token_file") in
    -???------*) ;;
    *) fail "others may read the token file $token_file. Run chmod 600 on it; on /sdcard that has no effect, so move it below /data." ;;
  esac
  while IFS= read -r line || [ -n "$line" ]; do
    [ -z "$token" ] || fail "the token file $token_file has more than one line."
    token=$line
  done <"$token_file"
}

check_token() {
  ca_hash=''
  case $token in
    '') fail "the token in $name is empty." ;;
    'ENC['*) fail "the token in $name is still encrypted. Decrypt it with sops." ;;
    *[!!-~]*) fail "the token in $name has spaces or other characters that no token has." ;;
    K10*) check_full_token "${token#K10}" ;;
  esac
}

# The hash of the cluster's certificate authority, ::, and the credentials (docs.k3s.io/cli/token).
check_full_token() {
  case $1 in
    *::?*) ca_hash=${1%%::*} ;;
    *) fail "the token in $name is cut off: after the hash come :: and the credentials." ;;
  esac
  case ${#ca_hash}:$ca_hash in
    *:*[!0-9a-f]*) ;;
    0: | 64:*) return 0 ;;
  esac
  fail "the token in $name is damaged: after K10 come 64 hexadecimal digits."
}

# --- the server -------------------------------------------------------------------------------------------------------

# The certificate authority is public; it is compared with the token before k3s sends anything secret.
check_server() {
  if ! command -v curl >/dev/null; then
    say "curl is not there, so nobody tried $server."
    return 0
  fi
  authority=$(curl --silent --insecure --noproxy '*' --max-time 10 "$server/cacerts")
  case $?:$authority in
    '0:-----BEGIN CERTIFICATE-----'*) check_authority ;;
    0:* | 35:* | 52:* | 56:*) fail "$server answers, but not as a k3s server." ;;
    *) fail "$server does not answer. Is the server up, and does the policy let this phone reach it?" "$later" ;;
  esac
}

# k3s hashes a single certificate as it is sent; chains of several are left to k3s (k3s-io/k3s, pkg/clientaccess/token.go).
check_authority() {
  case $authority in
    *'-----BEGIN CERTIFICATE-----'*'-----BEGIN CERTIFICATE-----'*) return 0 ;;
  esac
  [ -n "$ca_hash" ] && command -v sha256sum >/dev/null || return 0
  hash=$(printf '%s\n' "$authority" | sha256sum)
  [ "${hash%% *}" = "$ca_hash" ] || fail "the token in $name belongs to another cluster than $server."
}

# ----------------------------------------------------------------------------------------------------------------------

case $#:${1:-} in
  0: | 1:--check | 1:--print) mode=${1:-start} ;;
  *)
    printf '%s\n' "$usage" >&2
    exit 64
    ;;
esac

read_settings
if [ "$mode" = --print ]; then
  printf 'interface=%s\n%s' "$interface" "$flags"
  exit 0
fi
find_k3s
check_root
take_token
check_clock
check_interface
check_server
if [ "$mode" = --check ]; then
  say 'all is well.'
  exit 0
fi

while [ -n "$flags" ]; do
  set -- "$@" "${flags%%"$newline"*}"
  flags=${flags#*"$newline"}
done
[ -n "$token_file" ] || export K3S_TOKEN="$token"
exec "$k3s" agent "$@"
