# Kernel settings and sudo as a server wants them, and optionally a guard against password guessing.
{ config, lib, ... }:
let
  inherit (lib) mkDefault mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.hardening;
  sysctls = {
    "kernel.dmesg_restrict" = 1;
    "kernel.kptr_restrict" = 2;
    "kernel.unprivileged_bpf_disabled" = 1;
    "kernel.yama.ptrace_scope" = 1;
    "net.core.bpf_jit_harden" = 2;
    "fs.protected_fifos" = 2;
    "fs.protected_hardlinks" = 1;
    "fs.protected_regular" = 2;
    "fs.protected_symlinks" = 1;
    "fs.suid_dumpable" = 0;
    "net.ipv4.conf.all.accept_redirects" = 0;
    "net.ipv4.conf.default.accept_redirects" = 0;
    "net.ipv4.conf.all.secure_redirects" = 0;
    "net.ipv4.conf.all.send_redirects" = 0;
    "net.ipv4.conf.default.send_redirects" = 0;
    "net.ipv4.conf.all.accept_source_route" = 0;
    "net.ipv4.icmp_echo_ignore_broadcasts" = 1;
    "net.ipv4.tcp_syncookies" = 1;
    "net.ipv6.conf.all.accept_redirects" = 0;
    "net.ipv6.conf.default.accept_redirects" = 0;
  };
in
{
  options.groundplan.hardening = {
    enable = mkEnableOption "stricter kernel and sudo settings";
    guard = mkOption {
      type = types.enum [ "none" "fail2ban" "sshguard" ];
      default = "none";
      description = "Program that shuts out addresses which keep failing to log in.";
    };
    jailTime = mkOption {
      type = types.ints.positive;
      default = 3600;
      description = "Seconds for which an address is shut out at first.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = cfg.guard == "none" || config.services.openssh.enable;
        message = "groundplan.hardening.guard: there is no SSH server to guard.";
      }
      {
        assertion = cfg.guard == "none" || config.networking.nftables.enable || config.networking.firewall.enable;
        message = "groundplan.hardening.guard: ${cfg.guard} shuts out addresses by the firewall, and there is none.";
      }
    ];
    boot.kernel.sysctl = lib.mapAttrs (_: mkDefault) sysctls;
    # Protocols nobody here speaks, whose modules any user could otherwise have loaded.
    boot.blacklistedKernelModules = [ "dccp" "rds" "sctp" "tipc" ];
    security.sudo.execWheelOnly = mkDefault true;

    services.fail2ban = mkIf (cfg.guard == "fail2ban") {
      enable = true;
      bantime = "${toString cfg.jailTime}s";
      bantime-increment.enable = true;
    };
    services.sshguard = mkIf (cfg.guard == "sshguard") {
      enable = true;
      blocktime = cfg.jailTime;
    };
    # The ruleset of the host is loaded as a whole, which takes the guard's own table away.
    systemd.services = mkIf (cfg.guard != "none" && config.networking.nftables.enable) {
      ${cfg.guard} = {
        after = [ "nftables.service" ];
        partOf = [ "nftables.service" ];
      };
    };
  };
}
