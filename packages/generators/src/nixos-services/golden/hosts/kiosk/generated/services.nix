# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:88f60ea5650e]
{
  _file = "topology/topology.ts#hosts.kiosk";
  groundplan.services.vector = {
    enable = true;
    metricsUrl = "http://192.168.0.20:8428";
  };
}
