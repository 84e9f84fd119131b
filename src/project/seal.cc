#include "project/seal.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "base/sha256.h"
#include "base/text.h"
#include "catalog/standard.h"
#include "formats/zip.h"
#include "project/codes.h"

namespace zh::project {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kSchema = "zhiheng.seal/1";
constexpr int kMaxDepth = 3;  ///< of archives within archives

void add_parts(std::string_view bytes, const std::string& path, int depth, Parts& parts) {
  const auto zip = bytes.starts_with("PK") && depth < kMaxDepth ? formats::ZipReader::open(bytes, nullptr) : std::nullopt;
  if (!zip) {
    parts[path] = sha256(bytes);
    return;
  }
  for (const std::string& name : zip->names()) {
    const auto part = zip->read(name);
    const std::string inner = path.empty() ? name : path + "/" + name;
    if (part)
      add_parts(*part, inner, depth + 1, parts);
    else
      parts[inner] = "";
  }
}

std::string catalogue_digest() {
  std::string all;
  for (const catalog::StandardFile& file : catalog::standard_files()) all += file.name + "\n" + std::string(file.text);
  return sha256(all);
}

/// The formats of each edition that is sealed.
using Editions = std::map<Edition, std::set<Format>>;

bool is_public(const std::string& name) { return name.find("-public.") != std::string::npos; }

/// The edition that the project builds by itself, and the other one if it was built too.
Editions editions_built(const std::string& folder, const Config& config, const World& world) {
  Editions editions;
  editions[config.edition] = config.formats;
  for (const std::string& name : world.list(join_path(folder, "out")))
    if (name.starts_with("report")) editions[is_public(name) ? Edition::open : Edition::internal] = config.formats;
  return editions;
}

Editions editions_of(const Seal& seal) {
  Editions editions;
  for (const auto& [name, parts] : seal.outputs) {
    const std::string extension = name.substr(name.rfind('.') + 1);
    if (const auto format = parse_format(extension))
      editions[is_public(name) ? Edition::open : Edition::internal].insert(*format);
  }
  if (editions.empty()) editions[Edition::internal] = {};  // nothing but a pdf: the inputs are sealed
  return editions;
}

/// What the project is made of and what it builds now, without pdfs, goes into `seal`. False when it has errors.
bool build_now(const std::string& folder, const Editions& editions, const std::string& program, const World& world,
               Diagnostics& faults, Seal& seal) {
  bool sound = true;
  for (const auto& [edition, formats] : editions) {
    Diagnostics of_edition;
    const auto model = open(folder, world, program, of_edition, {}, edition);
    const bool usable = model && !of_edition.has_errors();
    faults.append(std::move(of_edition));
    sound = sound && usable;
    if (!model) continue;
    std::vector<std::string> paths = model->inputs;
    paths.push_back(pages_file(edition));
    for (const std::string& path : paths)
      if (const auto bytes = world.read(join_path(folder, path))) seal.inputs[path] = sha256(*bytes);
    if (!usable) continue;
    std::set<Format> own = formats;
    if (own.erase(Format::pdf) > 0) seal.left_out.push_back(edition == Edition::open ? "report-public.pdf" : "report.pdf");
    for (const OutputFile& file : render_outputs(*model, own, program, read_pages(folder, edition, world)))
      seal.outputs[file.name] = parts_of(file.bytes);
  }
  return sound;
}

std::optional<Parts> on_disk(const std::string& folder, const std::string& name, const World& world) {
  const auto bytes = world.read(join_path(join_path(folder, "out"), name));
  if (!bytes) return std::nullopt;
  return parts_of(*bytes);
}

/// Names of the parts that are not the same in both.
std::vector<std::string> differing(const Parts& a, const Parts& b) {
  std::vector<std::string> names;
  for (const auto& [name, digest] : a)
    if (const auto other = b.find(name); other == b.end() || other->second != digest) names.push_back(name);
  for (const auto& [name, digest] : b)
    if (!a.contains(name)) names.push_back(name);
  return names;
}

Json to_json(const Seal& seal) {
  Json outputs = Json::object();
  for (const auto& [name, parts] : seal.outputs) {
    if (parts.size() == 1 && parts.begin()->first.empty())
      outputs[name] = parts.begin()->second;
    else
      outputs[name] = parts;
  }
  return {{"schema", kSchema},     {"program", seal.program}, {"catalogue", seal.catalogue},
          {"inputs", seal.inputs}, {"outputs", outputs},      {"left_out", seal.left_out}};
}

/// Throws nlohmann's exceptions for what is no seal.
Seal from_json(const Json& json) {
  if (json.at("schema") != kSchema) throw std::runtime_error("schema");
  Seal seal{.program = json.at("program"), .catalogue = json.at("catalogue"), .inputs = json.at("inputs")};
  for (const auto& [name, parts] : json.at("outputs").items())
    seal.outputs[name] = parts.is_string() ? Parts{{"", parts.get<std::string>()}} : parts.get<Parts>();
  seal.left_out = json.at("left_out").get<std::vector<std::string>>();
  return seal;
}

std::optional<Seal> read_seal(const std::string& folder, const World& world, Diagnostics& faults) {
  std::string why;
  const auto text = world.read(join_path(folder, kSealFile), &why);
  if (!text) {
    faults.add(kNoSeal, {}, {{"file", join_path(folder, kSealFile)}, {"why", why}});
    return std::nullopt;
  }
  try {
    return from_json(Json::parse(*text));
  } catch (const std::exception&) {
    faults.add(kBadSeal, {{.file = kSealFile}});
    return std::nullopt;
  }
}

void compare_inputs(const Seal& sealed, const std::map<std::string, std::string>& now, Verified& result) {
  for (const auto& [path, digest] : sealed.inputs) {
    const auto found = now.find(path);
    if (found == now.end())
      result.broken.push_back({Broken::What::input_gone, path, "", ""});
    else if (found->second != digest)
      result.broken.push_back({Broken::What::input, path, "", ""});
  }
  for (const auto& [path, digest] : now)
    if (!sealed.inputs.contains(path)) result.broken.push_back({Broken::What::input_new, path, "", ""});
  result.inputs = static_cast<int>(sealed.inputs.size());
}

}  // namespace

Parts parts_of(std::string_view bytes) {
  Parts parts;
  add_parts(bytes, "", 0, parts);
  return parts;
}

bool seal(const std::string& folder, const std::string& program, World& world, Diagnostics& faults, Seal& made) {
  Diagnostics of_config;  // told again where the project is opened
  const auto config = load_config(folder, world, of_config);
  if (!config) {
    faults.append(std::move(of_config));
    return false;
  }
  made.program = program;
  made.catalogue = catalogue_digest();
  if (!build_now(folder, editions_built(folder, *config, world), program, world, faults, made)) return false;
  for (const auto& [name, parts] : made.outputs) {
    const auto there = on_disk(folder, name, world);
    const std::string file = "out/" + name;
    if (!there) {
      faults.add(kNotBuilt, {{.file = file}}, {{"file", file}});
      continue;
    }
    const std::vector<std::string> parts_that_differ = differing(parts, *there);
    if (parts_that_differ.empty()) continue;
    const std::string& part = parts_that_differ.front();
    if (part.empty())
      faults.add(kStale, {{.file = file}}, {{"file", file}});
    else
      faults.add(kStalePart, {{.file = file}},
                 {{"file", file}, {"part", part}, {"count", std::to_string(parts_that_differ.size())}});
  }
  if (faults.has_errors()) return false;
  std::string why;
  if (world.write_all({{join_path(folder, kSealFile), to_json(made).dump(1) + "\n"}}, &why)) return true;
  faults.add(kNotWritten, {}, {{"why", why}});
  return false;
}

bool verify(const std::string& folder, const std::string& program, const World& world, Diagnostics& faults, Verified& result) {
  const auto sealed = read_seal(folder, world, faults);
  if (!sealed) return false;
  result.seal = *sealed;
  if (sealed->program != program) result.broken.push_back({Broken::What::program, sealed->program, "", program});
  if (sealed->catalogue != catalogue_digest()) result.broken.push_back({Broken::What::catalogue, "", "", ""});
  Seal now;
  const bool sound = build_now(folder, editions_of(*sealed), program, world, faults, now);
  compare_inputs(*sealed, now.inputs, result);
  for (const auto& [name, parts] : sealed->outputs) {
    ++result.outputs;
    result.parts += static_cast<int>(parts.size());
    if (sound)
      for (const std::string& part : differing(parts, now.outputs[name]))
        result.broken.push_back({Broken::What::rebuilt, name, part, ""});
    const auto there = on_disk(folder, name, world);
    if (!there)
      result.broken.push_back({Broken::What::file_gone, "out/" + name, "", ""});
    else
      for (const std::string& part : differing(parts, *there))
        result.broken.push_back({Broken::What::on_disk, "out/" + name, part, ""});
  }
  return true;
}

}  // namespace zh::project
