# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:deec401e35d2]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
  systemd.services = {
    flow-offload-enp2s0 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-enp2s0.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-enp2s0.device" ];
      description = "Flow offload of enp2s0";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { enp2s0 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { enp2s0 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-enp2s0.device" ];
    };
    flow-offload-enp3s0 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-enp3s0.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-enp3s0.device" ];
      description = "Flow offload of enp3s0";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { enp3s0 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { enp3s0 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-enp3s0.device" ];
    };
    flow-offload-lan0 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-lan0.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-lan0.device" ];
      description = "Flow offload of lan0";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { lan0 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { lan0 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-lan0.device" ];
    };
    flow-offload-vlan4094 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-vlan4094.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-vlan4094.device" ];
      description = "Flow offload of vlan4094";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { vlan4094 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { vlan4094 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-vlan4094.device" ];
    };
    flow-offload-vlan99 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-vlan99.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-vlan99.device" ];
      description = "Flow offload of vlan99";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { vlan99 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { vlan99 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-vlan99.device" ];
    };
  };
}
