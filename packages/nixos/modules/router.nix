# A host that forwards: room for its connections, fair queues, tools to look at traffic with.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.router;
  sysctl = config.boot.kernel.sysctl;
in
{
  options.groundplan.router = {
    enable = mkEnableOption "the settings of a router";
    connections = mkOption {
      type = types.ints.between 1024 16777216;
      default = 131072;
      description = "Connections the firewall keeps track of at once; each takes about 320 bytes.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = (sysctl."net.ipv4.conf.all.forwarding" or 0) == 1;
        message = "groundplan.router: the host does not forward (net.ipv4.conf.all.forwarding).";
      }
      {
        assertion = config.networking.nftables.enable;
        message = "groundplan.router: a router without its nftables ruleset lets everybody through.";
      }
      {
        assertion = !config.networking.nat.enable;
        message = "groundplan.router: the generated ruleset translates addresses; networking.nat would do it again.";
      }
    ];
    boot.kernelModules = [ "nf_conntrack" ];
    boot.kernel.sysctl = {
      "net.netfilter.nf_conntrack_max" = mkDefault cfg.connections;
      "net.core.default_qdisc" = mkDefault "fq_codel";
    };
    # A router that reboots comes back with its rules before its interfaces.
    systemd.services.nftables.before = [ "network-pre.target" ];
    environment.systemPackages = [ pkgs.conntrack-tools pkgs.ethtool pkgs.tcpdump ];
  };
}
