#!/bin/sh
# Sends one packet from each source address through real interfaces and prints how many each anti-spoofing rule dropped.
# Usage, in namespaces of its own: spoofing.sh RULESET; the ruleset's interfaces are lan0, lan1 and wan0.
set -eu
ruleset=$1

# A station is a network namespace at the other end of a cable.
station() { # interface router-address station-address...
  interface=$1
  router=$2
  shift 2
  unshare -n sleep 60 &
  pid=$!
  while [ "$(readlink "/proc/$pid/ns/net")" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
  ip link add "$interface" type veth peer name eth0 netns "$pid"
  ip addr add "$router" dev "$interface" nodad
  ip link set "$interface" up
  for address in "$@"; do nsenter -t "$pid" -n ip addr add "$address" dev eth0 nodad; done
  nsenter -t "$pid" -n ip link set eth0 up
  eval "pid_$interface=$pid"
}

send() { # station's interface, source, router's address
  eval "pid=\$pid_$1"
  nsenter -t "$pid" -n ip -6 route replace "$3/128" dev eth0 src "$2"
  nsenter -t "$pid" -n bash -c "echo x >/dev/udp/$3/9" 2>/dev/null || true
}

sysctl -q net.ipv6.conf.all.forwarding=1
station lan0 2001:db8:1::1/64 2001:db8:1::5/64 2001:db8:2::5/128 2001:db8:9::5/128
station lan1 2001:db8:2::1/64 2001:db8:2::6/64
station wan0 2001:db8:f::2/64 2001:db8:f::1/64 2001:db8:1::7/128 2001:db8:8::8/128
ip -6 route add default via 2001:db8:f::1 dev wan0
sleep 0.2
nft --file "$ruleset"

dropped() { nft list chain inet groundplan prerouting | sed -n "s/.*counter packets \([0-9]*\) .*\"$1\"/\1/p"; }
report() { echo "$1: $(dropped 'public prefix of another network') $(dropped 'public prefix of a network')"; }
send lan0 2001:db8:1::5 2001:db8:1::1
report 'own prefix'
send lan1 2001:db8:2::6 2001:db8:2::1
report 'own prefix of the other network'
send lan0 2001:db8:2::5 2001:db8:1::1
report "another network's prefix"
send lan0 2001:db8:9::5 2001:db8:1::1
report 'a prefix from the Internet'
send wan0 2001:db8:8::8 2001:db8:f::2
report 'the Internet'
send wan0 2001:db8:1::7 2001:db8:f::2
report "a network's prefix from the Internet"
