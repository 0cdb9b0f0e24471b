# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:a0c9d4ad1c8a]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "sshguard";
    };
    hardware = "generic-aarch64";
    secrets.names = [
      "bao-seal"
      "dns-token"
      "lab-token"
      "shop-key"
    ];
    ssh = {
      port = 2222;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    timeServers = [
      "192.0.2.123"
      "2001:db8::123"
    ];
    users.ada = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
    };
  };
}
