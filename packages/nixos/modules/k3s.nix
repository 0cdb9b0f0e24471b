# What services.k3s leaves out: kernel flags of Raspberry Pis, mirrors, a quiet shutdown, labels that follow the topology.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.k3s;
  isRaspberryPi = lib.hasPrefix "raspberry-pi" (toString config.groundplan.hardware);
  mirrors = lib.mapAttrs (_: endpoint: { inherit endpoint; }) cfg.registries;
  package = config.services.k3s.package;
  installed = if package ? version then "v${package.version}" else null;
  reconcile = pkgs.writeShellApplication {
    name = "reconcile-nodes";
    runtimeInputs = [ package pkgs.jq ];
    text = builtins.readFile ./reconcile-nodes.sh;
  };
in
{
  options.groundplan.k3s = {
    enable = mkEnableOption "the settings of a k3s node beyond services.k3s";
    nodesFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = ''
        Labels and taints of all nodes, JSON. k3s applies --node-label and --node-taint only when a node registers for the
        first time; a server keeps them in step afterwards. Agents cannot: the NodeRestriction admission plugin lets no
        node change its own taints, nor labels of kubernetes.io.
      '';
    };
    registries = mkOption {
      type = types.attrsOf (types.listOf types.str);
      default = { };
      example = { "docker.io" = [ "https://mirror.example.org" ]; };
      description = "Mirrors from which images of a registry are fetched, in the order of trying.";
    };
    version = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "v1.34.1+k3s1";
      description = "The version that the environment has pinned. The program is that of nixpkgs; a warning says when they differ.";
    };
    shutdownSeconds = mkOption {
      type = types.ints.between 10 3600;
      default = 60;
      description = "How long pods have to end when the host shuts down; a third of it for critical ones.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = config.services.k3s.enable;
        message = "groundplan.k3s: services.k3s is not enabled.";
      }
      {
        assertion = cfg.nodesFile == null || config.services.k3s.role == "server";
        message = "groundplan.k3s.nodesFile: only a server may change the labels and taints of nodes.";
      }
      {
        assertion = !config.groundplan.k0s.enable;
        message = "groundplan.k3s: a host runs k3s or k0s, not both.";
      }
    ];

    warnings = lib.optional (cfg.version != null && installed != null && cfg.version != installed)
      "The topology pins k3s ${toString cfg.version}, and nixpkgs has ${toString installed}: pin a nixpkgs with that version, or promote this one.";

    # The firmware's kernel command line switches the memory controller off, and the kubelet refuses to start without it.
    boot.kernelParams = mkIf isRaspberryPi [ "cgroup_enable=cpuset" "cgroup_enable=memory" "cgroup_memory=1" ];
    boot.kernel.sysctl = {
      "fs.inotify.max_user_instances" = mkDefault 1024;
      "fs.inotify.max_user_watches" = mkDefault 524288;
    };

    # k3s reads YAML, of which JSON is a part.
    environment.etc = mkIf (cfg.registries != { }) {
      "rancher/k3s/registries.yaml".text = builtins.toJSON { inherit mirrors; };
    };

    services.k3s.gracefulNodeShutdown = {
      enable = mkDefault true;
      shutdownGracePeriod = "${toString cfg.shutdownSeconds}s";
      shutdownGracePeriodCriticalPods = "${toString (cfg.shutdownSeconds / 3)}s";
    };

    systemd.services.k3s-reconcile-nodes = mkIf (cfg.nodesFile != null) {
      description = "Labels and taints of the cluster's nodes, as the topology has them";
      after = [ "k3s.service" ];
      requisite = [ "k3s.service" ];
      wantedBy = [ "multi-user.target" ];
      environment.KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";
      serviceConfig = {
        Type = "oneshot";
        ExecStart = "${lib.getExe reconcile} ${cfg.nodesFile} ${./reconcile-nodes.jq}";
        Restart = "on-failure";
        RestartSec = 30;
      };
    };
    systemd.timers.k3s-reconcile-nodes = mkIf (cfg.nodesFile != null) {
      wantedBy = [ "timers.target" ];
      timerConfig = {
        OnUnitInactiveSec = "1h";
        RandomizedDelaySec = "5min";
      };
    };
  };
}
