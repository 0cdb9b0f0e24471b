# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:86718f07f0c4]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  groundplan.services.nodeExporter = {
    collectors = [ "systemd" ];
    enable = true;
    local = false;
    port = 9100;
  };
}
