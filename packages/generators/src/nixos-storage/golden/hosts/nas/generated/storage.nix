# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:005d5caac338]
{
  _file = "topology/topology.ts#hosts.nas";
  groundplan = {
    backup = {
      enable = true;
      environmentFile = "/run/secrets/restic-s3";
      exclude = [
        "*.tmp"
        "/home/*/.cache"
      ];
      keep = {
        daily = 14;
        monthly = 0;
        weekly = 5;
      };
      passwordFile = "/run/secrets/restic";
      paths = [
        "/etc/nixos"
        "/home"
        "/tank/sync"
        "/var/backup/vaultwarden"
        "/var/lib/grafana"
        "/var/lib/private/victoriametrics"
        "/var/lib/rancher/k3s/server/db/snapshots"
      ];
      repository = "s3:https://s3.example.org/backup$x";
      schedule = "*-*-* 02:30:00";
    };
    storage = {
      boot = true;
      disks = [
        "/dev/disk/by-id/ata-ST4000VN008_ZDH1ABCD"
        "/dev/disk/by-id/ata-ST4000VN008_ZDH1ABCE"
        "/dev/disk/by-id/nvme-eui.0025385b"
      ];
      hostId = "4f7e4211";
      layout = "zfs";
      mode = "raidz1";
      mount = "/";
      pool = "rpool";
    };
  };
}
