# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:83ed9b3087af]
{
  _file = "topology/topology.ts#hosts.nas";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "generic-x86_64";
    secrets.names = [
      "grafana-admin"
      "grafana-key"
      "lab-token"
      "restic"
      "restic-s3"
      "vaultwarden-env"
    ];
    ssh = {
      port = 2222;
      root = true;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = 25;
    };
    timeServers = [ "192.168.0.1" ];
    users = {
      ada = {
        groups = [ "wheel" ];
        shell = "bash";
        sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
      };
      grace = {
        description = "Grace \"\${x}\" '' \\ é 🦊";
        groups = [
          "systemd-journal"
          "wheel"
        ];
        shell = "zsh";
        sshKeys = [ "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHNzaDo= \${x} \" '' é" ];
      };
    };
  };
}
