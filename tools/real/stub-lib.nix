# The part of nixpkgs' `lib` that host configurations use, so that modules evaluate without nixpkgs.
let
  inherit (builtins) attrNames concatMap concatStringsSep elemAt filter foldl' genList isAttrs isList length listToAttrs substring;
  lib = rec {
    inherit (builtins) attrNames attrValues all any concatLists concatMap concatStringsSep elem elemAt filter foldl' fromJSON
      genList hasAttr head isAttrs isBool isFunction isInt isList isString length listToAttrs mapAttrs match readFile
      removeAttrs replaceStrings sort split stringLength substring tail toJSON toString trace;
    types = import ./stub-types.nix lib;
    lists = lib;
    strings = lib;
    attrsets = lib;
    trivial = lib;
    modules = lib;

    # Definitions
    mkOverride = priority: content: { _type = "override"; inherit priority content; };
    mkOptionDefault = mkOverride 1500;
    mkDefault = mkOverride 1000;
    mkForce = mkOverride 50;
    mkVMOverride = mkOverride 10;
    mkIf = condition: content: { _type = "if"; inherit condition content; };
    mkMerge = contents: { _type = "merge"; inherit contents; };
    mkOrder = order: content: { _type = "order"; inherit order content; };
    mkBefore = mkOrder 500;
    mkAfter = mkOrder 1500;

    # Declarations
    mkOption = option: option // { _type = "option"; };
    mkEnableOption = what: mkOption { type = types.bool; default = false; description = "Whether to enable ${what}."; };
    mkPackageOption = _: name: _: mkOption { type = types.package; default = { _type = "package"; inherit name; }; description = "The package ${toString name}."; };
    literalExpression = text: text;
    mdDoc = text: text;

    # Values
    id = x: x;
    const = x: _: x;
    flip = f: a: b: f b a;
    pipe = foldl' (x: f: f x);
    min = a: b: if a < b then a else b;
    max = a: b: if a > b then a else b;
    boolToString = b: if b then "true" else "false";
    assertMsg = condition: message: condition || throw message;
    throwIf = condition: message: x: if condition then throw message else x;
    throwIfNot = condition: throwIf (!condition);
    warn = _: x: x;
    warnIf = _: _: x: x;
    versionAtLeast = a: b: builtins.compareVersions a b >= 0;
    versionOlder = a: b: builtins.compareVersions a b < 0;
    makeOverridable = f: args: f args // { override = more: makeOverridable f (args // more); };
    importJSON = path: builtins.fromJSON (builtins.readFile path);

    # Lists
    singleton = x: [ x ];
    optional = condition: x: if condition then [ x ] else [ ];
    optionals = condition: xs: if condition then xs else [ ];
    toList = x: if isList x then x else [ x ];
    flatten = x: if isList x then concatMap flatten x else [ x ];
    last = xs: elemAt xs (length xs - 1);
    init = xs: genList (elemAt xs) (length xs - 1);
    range = from: to: if from > to then [ ] else genList (i: from + i) (to - from + 1);
    imap0 = f: xs: genList (i: f i (elemAt xs i)) (length xs);
    imap1 = f: imap0 (i: f (i + 1));
    forEach = xs: f: map f xs;
    unique = foldl' (seen: x: if builtins.elem x seen then seen else seen ++ [ x ]) [ ];
    count = f: xs: length (filter f xs);
    findFirst = f: default: xs: let found = filter f xs; in if found == [ ] then default else builtins.head found;
    partition = builtins.partition;
    zipListsWith = f: a: b: genList (i: f (elemAt a i) (elemAt b i)) (min (length a) (length b));

    # Strings
    optionalString = condition: text: if condition then text else "";
    concatStrings = concatStringsSep "";
    concatMapStrings = f: xs: concatStrings (map f xs);
    concatMapStringsSep = separator: f: xs: concatStringsSep separator (map f xs);
    concatLines = concatMapStrings (line: "${line}\n");
    hasPrefix = prefix: text: substring 0 (builtins.stringLength prefix) text == prefix;
    hasSuffix = suffix: text: let n = builtins.stringLength text - builtins.stringLength suffix; in
      n >= 0 && substring n (-1) text == suffix;
    removePrefix = prefix: text: if hasPrefix prefix text then substring (builtins.stringLength prefix) (-1) text else text;
    removeSuffix = suffix: text:
      if hasSuffix suffix text then substring 0 (builtins.stringLength text - builtins.stringLength suffix) text else text;
    hasInfix = infix: text: length (splitString infix text) > 1;
    escapeRegex = builtins.replaceStrings (characters "\\[{()^$?*+|.") (map (c: "\\${c}") (characters "\\[{()^$?*+|."));
    characters = text: genList (i: substring i 1 text) (builtins.stringLength text);
    splitString = separator: text: filter builtins.isString (builtins.split (escapeRegex separator) (toString text));
    toUpper = builtins.replaceStrings (characters "abcdefghijklmnopqrstuvwxyz") (characters "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    toLower = builtins.replaceStrings (characters "ABCDEFGHIJKLMNOPQRSTUVWXYZ") (characters "abcdefghijklmnopqrstuvwxyz");
    fileContents = path: removeSuffix "\n" (builtins.readFile path);
    escapeShellArg = text: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString text)}'";
    escapeShellArgs = concatMapStringsSep " " escapeShellArg;
    getExe = package: "${package}/bin/${package.name}";
    getExe' = package: name: "${package}/bin/${name}";

    # Attribute sets
    optionalAttrs = condition: set: if condition then set else { };
    nameValuePair = name: value: { inherit name value; };
    genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
    mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
    mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
    attrsToList = mapAttrsToList nameValuePair;
    concatMapAttrs = f: set: foldl' (a: b: a // b) { } (mapAttrsToList f set);
    filterAttrs = f: set: removeAttrs set (filter (name: !f name set.${name}) (attrNames set));
    mergeAttrsList = foldl' (a: b: a // b) { };
    attrByPath = path: default: set:
      if path == [ ] then set
      else if isAttrs set && set ? ${builtins.head path} then attrByPath (builtins.tail path) default set.${builtins.head path}
      else default;
    hasAttrByPath = path: set: attrByPath path null set != null;
    getAttrFromPath = path: attrByPath path (throw "no attribute ${concatStringsSep "." path}");
    setAttrByPath = path: value: if path == [ ] then value else { ${builtins.head path} = setAttrByPath (builtins.tail path) value; };
    recursiveUpdate = a: b: let both = a: b: isAttrs a && isAttrs b && !(a ? _type) && !(b ? _type); in
      if !both a b then b else a // builtins.mapAttrs (name: value: if a ? ${name} then recursiveUpdate a.${name} value else value) b;
  };
in
lib
