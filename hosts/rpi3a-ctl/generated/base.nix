# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:f6c9647cdcba]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "none";
    };
    hardware = "raspberry-pi-3a-plus";
    secrets = {
      names = [
        "infra-k3s-psk"
        "k3s-token"
      ];
      wifi = [ "infra-k3s-psk" ];
    };
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
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder" ];
    };
  };
}
