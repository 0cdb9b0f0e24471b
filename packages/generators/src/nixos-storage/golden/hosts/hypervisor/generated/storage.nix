# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:4119b895de50]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan.storage = {
    boot = false;
    disks = [
      "/dev/disk/by-id/nvme-eui.0025385a"
      "/dev/disk/by-id/nvme-eui.0025385b"
    ];
    layout = "raid1";
    mount = "/srv/data";
  };
}
