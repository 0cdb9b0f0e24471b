# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:34779270dbdc]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "generic-x86_64";
    secrets.names = [
      "grafana-admin"
      "grafana-secret-key"
      "restic-password"
      "vaultwarden"
    ];
    ssh = {
      port = 22;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = 50;
    };
    users.gabriel = {
      groups = [ "wheel" ];
      shell = "zsh";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder" ];
    };
  };
}
