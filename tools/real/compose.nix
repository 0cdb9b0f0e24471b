# Evaluates NixOS modules without nixpkgs: follows their imports and returns every definition as JSON, with its file.
# `request` is JSON: `root` (the repository), `entries` (files in it), `defaults` (what `config` reads as when unset).
{ request }:
let
  inherit (builtins) attrNames concatMap elem filter isAttrs isFunction isList isPath isString mapAttrs;
  input = builtins.fromJSON request;
  lib = import ./stub-lib.nix;
  typeOf = v: if isAttrs v && isString (v._type or null) then v._type else null;
  inRepository = path: lib.hasPrefix "${input.root}/" path;
  relative = lib.removePrefix "${input.root}/";

  # Imports: a path of the repository is followed, anything else (modulesPath, a flake's module) is only named.
  asFile = path: if builtins.pathExists "${path}/." then "${path}/default.nix" else path;
  classify = i:
    if isPath i || isString i
    then let p = asFile (toString i); in
      if !inRepository p then { skipped = p; } else if builtins.pathExists p then { file = p; } else { missing = relative p; }
    else if typeOf i == "package" then { skipped = i.name; } else { inline = i; };

  # The stub `pkgs`, `inputs`, ... of a module have every identifier of its file as an attribute.
  words = file: filter isString (builtins.split "[^A-Za-z0-9_'-]+" (builtins.readFile file));
  stub = identifiers: name: builtins.listToAttrs (map (i: { name = i; value = stub identifiers "${name}.${i}"; }) identifiers) // {
    _type = "package";
    inherit name;
    outPath = "/nix/store/stub-${name}";
    __functor = _: _: stub identifiers name;
  };
  call = file: module: let
    any = stub (words file);
    arguments = {
      inherit config lib;
      pkgs = any "pkgs" // { inherit lib; };
      options = { };
      modulesPath = "/nixpkgs/nixos/modules";
    };
  in
    if isFunction module
    then module (mapAttrs (name: _: any name) (builtins.functionArgs module) // arguments)
    else module;

  load = file: raw: from: let
    value = call (if file == null then from else file) raw;
    full = value ? config || value ? options;
    keys = [ "_file" "key" "imports" "disabledModules" "freeformType" "meta" "_class" ];
    found = map classify (value.imports or [ ]);
  in {
    inherit file from found;
    module = {
      file = relative (if file == null then from else file);
      source = value._file or null;
      function = isFunction raw;
      missing = concatMap (i: if i ? missing then [ i.missing ] else [ ]) found;
      skipped = concatMap (i: if i ? skipped then [ i.skipped ] else [ ]) found;
      stray = if full then attrNames (removeAttrs value (keys ++ [ "config" "options" ])) else [ ];
    };
    options = value.options or { };
    config = if full then value.config or { } else removeAttrs value keys;
  };

  follow = todo: seen:
    if todo == [ ] then [ ] else let
      next = builtins.head todo;
      loaded = if next ? inline then load null next.inline next.from else load next.file (import next.file) null;
      origin = if loaded.file == null then loaded.from else loaded.file;
      more = concatMap (i: if i ? file || i ? inline then [ (i // { from = origin; }) ] else [ ]) loaded.found;
    in if next ? file && elem next.file seen then follow (builtins.tail todo) seen
    else [ loaded ] ++ follow (builtins.tail todo ++ more) (seen ++ (if next ? file then [ next.file ] else [ ]));
  modules = follow (map (e: { file = asFile "${input.root}/${e}"; }) input.entries) [ ];

  # `config` as modules read it: conditions are looked at only for a value somebody asks for, as in NixOS. A value whose
  # conditions all fail is as good as absent.
  unwrap = v: {
    "if" = map (w: w // { conditions = [ v.condition ] ++ w.conditions; }) (unwrap v.content);
    merge = concatMap unwrap v.contents;
    override = map (w: w // { inherit (v) priority; }) (unwrap v.content);
    order = unwrap v.content;
  }.${toString (typeOf v)} or [ { value = v; conditions = [ ]; priority = 100; } ];
  isTree = w: isAttrs w.value && typeOf w.value == null;
  inherits = parent: w: w // {
    conditions = parent.conditions ++ w.conditions;
    priority = if w.priority == 100 then parent.priority else w.priority;
  };
  children = w: mapAttrs (_: v: map (inherits w) (unwrap v)) w.value;
  choose = values: let
    active = filter (w: builtins.all (c: c) w.conditions) values;
    best = builtins.foldl' (a: w: if w.priority < a then w.priority else a) 99999 active;
    kept = map (w: w.value) (filter (w: w.priority == best) active);
  in if kept == [ ] then { _type = "unset"; } else if builtins.all isList kept then builtins.concatLists kept else lib.last kept;
  combine = values:
    if builtins.all isTree values
    then mapAttrs (_: parts: combine (builtins.concatLists parts)) (builtins.zipAttrsWith (_: parts: parts) (map children values))
    else choose values;
  declared = v: if typeOf v == "option" then declaredOption v else mapAttrs (_: declared) v;
  declaredOption = { type ? { t = "anything"; }, ... }@option:
    if type.t == "submodule" then declared type.options
    else if type.t == "attrsOf" && type.of.t == "submodule" then { "<name>" = declared type.of.options; }
    else if type.t == "listOf" && type.of.t == "submodule"
    then { _type = "elements"; of = declared type.of.options; default = option.default or [ ]; }
    else option.default or null;
  # Defaults where a value is missing; those of "<name>" for every name of a set, those of "elements" for every one of a list.
  fill = known: value:
    if typeOf value == "unset" then alone known
    else if typeOf known == "elements" then if isList value then map (fill known.of) value else value
    else if !isTree { value = known; } || !isTree { inherit value; } then value
    else mapAttrs (name: v: fill (known.${name} or (known."<name>" or null)) v) value
      // mapAttrs (_: alone) (removeAttrs known (attrNames value ++ [ "<name>" ]));
  # The defaults where nobody sets anything: sets without names, lists without elements.
  alone = known:
    if typeOf known == "elements" then known.default
    else if isTree { value = known; } then mapAttrs (_: alone) (removeAttrs known [ "<name>" ])
    else known;
  known = builtins.foldl' lib.recursiveUpdate input.defaults (map (m: declared m.options) modules);
  # Home Manager's functions, which are no options.
  functions = { lib.nixGL.wrap = package: package; };
  config = functions // fill known (combine (concatMap (m: unwrap m.config) modules));

  # JSON has no paths, functions or packages, and must not lose what is an integer.
  plain = v: {
    set = plainSet v;
    list = map plain v;
    path = { _type = "path"; path = toString v; };
    lambda = { _type = "function"; };
    float = { _type = "float"; value = v; };
  }.${builtins.typeOf v} or v;
  plainSet = v: let type = typeOf v; in
    if type == "package" || v ? outPath then { _type = "package"; name = v.name or "?"; }
    else if type == "if" then { _type = "if"; inherit (v) condition; content = if v.condition then plain v.content else null; }
    else if type == "option" then { _type = "option"; type = plain (v.type or { t = "anything"; }); description = v.description or null; }
    else mapAttrs (_: plain) v;
in
map (m: m.module // { options = plain m.options; config = plain m.config; }) modules
