#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "project/build.h"
#include "report/override.h"

/// overrides.toml: numbers that were decided by hand after the report had been built.
///
///     [[override]]
///     fact = "vrdd8vz"                # id of the number
///     place = "第一章 一、第1段"        # for people
///     expression = "主营业务收入"
///     computed = "3612亿元"           # what the data gave then: when they give another number, the build says so
///     printed = "3621亿元"            # what the report prints
///     because = "…"                   # required
///     by = "…"                        # who decided, when (both may be left out)
///     on = "2024-05-20"
///     edition = "public"              # only there; without it in both editions, where they print the number
namespace zh::project {

inline constexpr const char* kOverridesFile = "overrides.toml";

/// Reads folder/overrides.toml; empty when there is none. All faults at once.
report::Overrides load_overrides(const std::string& folder, const World& world, Diagnostics& faults);

/// The text of overrides.toml with these entries put in; an entry of the same fact gives way, and goes without successor when
/// the decision is what the data give (printed == computed). Everything else in the file stays as it is.
std::string with_overrides(const std::string& text, const std::vector<report::Override>& decided);

/// What the overrides of a model do to its other numbers, as warnings: which rest on the same data and keep what the data give
/// (W140), and what now contradicts itself in the report (W141), found by the checker's relations.
void tell_consequences(const Model& model, Diagnostics& faults);

}  // namespace zh::project
