# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:962a353864aa]
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
    flow-offload-ppp-enp4s0 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-ppp\\x2denp4s0.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-ppp\\x2denp4s0.device" ];
      description = "Flow offload of ppp-enp4s0";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { ppp-enp4s0 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { ppp-enp4s0 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-ppp\\x2denp4s0.device" ];
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
    flow-offload-wan40 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-wan40.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-wan40.device" ];
      description = "Flow offload of wan40";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { wan40 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { wan40 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-wan40.device" ];
    };
    flow-offload-wwan0 = {
      after = [
        "nftables.service"
        "sys-subsystem-net-devices-wwan0.device"
      ];
      bindsTo = [ "sys-subsystem-net-devices-wwan0.device" ];
      description = "Flow offload of wwan0";
      partOf = [ "nftables.service" ];
      serviceConfig = {
        ExecReload = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { wwan0 }; }'";
        ExecStart = "/run/current-system/sw/bin/nft 'add flowtable inet groundplan fastpath { hook ingress priority filter; devices = { wwan0 }; }'";
        RemainAfterExit = true;
        Type = "oneshot";
      };
      unitConfig.ReloadPropagatedFrom = "nftables.service";
      wantedBy = [ "sys-subsystem-net-devices-wwan0.device" ];
    };
  };
}
