# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:e130c2433f27]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  groundplan = {
    backup = {
      enable = true;
      keep = {
        daily = 7;
        monthly = 12;
        weekly = 5;
      };
      passwordFile = "/run/secrets/restic-password";
      paths = [
        "/var/backup/k0s"
        "/var/backup/vaultwarden"
        "/var/lib/grafana"
        "/var/lib/private/victoriametrics"
        "/var/lib/syncthing"
      ];
      repository = "sftp:backup@192.168.1.30:/backups/nixos-mini";
      schedule = "03:30";
    };
    storage = {
      boot = true;
      disks = [
        "/dev/disk/by-id/nvme-PLACEHOLDER_MINI_A"
        "/dev/disk/by-id/nvme-PLACEHOLDER_MINI_B"
      ];
      hostId = "ff00232d";
      layout = "zfs";
      mode = "mirror";
      mount = "/";
      pool = "rpool";
    };
  };
}
