#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/rounding.h"
#include "base/world.h"
#include "indicator/indicator.h"
#include "ingest/ingest.h"
#include "ingest/records.h"
#include "project/edition.h"
#include "render/render.h"

namespace zh::project {

/// What a build can write.
enum class Format { docx, html, pdf, xlsx, json };
std::optional<Format> parse_format(std::string_view name);

/// zhiheng.toml.
struct Config {
  std::string title, issuer;
  std::string issued;  ///< as printed on the cover: 2024年5月
  ingest::RegionName region;
  std::vector<ingest::RegionName> regions;  ///< others that the returns speak of
  int year = 0;                             ///< the report's period
  int years = 3;
  Rounding rounding = Rounding::half_up;
  render::Layout layout;
  std::set<Format> formats = {Format::docx, Format::html, Format::pdf, Format::xlsx, Format::json};
  std::vector<indicator::Estimate> estimates;
  std::vector<ingest::RecordSourceConfig> records;
  std::optional<store::ClusterOptions> cluster;  ///< [engine], if records are not counted in the embedded one
  int few = 30;                                  ///< see expr::Context
  Edition edition = Edition::internal;
  EditionRules rules;
};

/// Reads folder/zhiheng.toml. All faults are reported; nullopt when there is no usable configuration.
std::optional<Config> load_config(const std::string& folder, const World& world, Diagnostics& faults);

}  // namespace zh::project
