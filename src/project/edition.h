#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "ingest/ingest.h"
#include "report/report.h"

/// Two editions from one source. What the public one withholds is taken out before anything is computed or composed, so that
/// no part of any output can hold it.
namespace zh::project {

enum class Edition { internal, open };
/// internal, 内部版; public, 公开版. nullopt for anything else.
std::optional<Edition> parse_edition(std::string_view word);

/// [[public.mask]]: names that become 企业甲, 企业乙 … in the public edition.
struct Mask {
  std::string list;         ///< the names are the members of this list, in its order, then those only observed
  std::string reg, field;   ///< or what stands in this field of a register
  std::string as = "企业";  ///< what stands before 甲, 乙 …
  Location where;
};

/// [[public.suppress]]: values of an indicator that get the status Q in the public edition.
struct Suppression {
  std::string indicator;
  std::optional<Decimal> below;      ///< what is more than zero and less than this, in the indicator's unit
  std::vector<std::string> members;  ///< these, whatever their value
  std::vector<std::string> with;     ///< indicators from which the values could be computed back: withheld alike
  Location where;
};

struct EditionRules {
  std::vector<Mask> masks;
  std::vector<Suppression> suppressions;
  bool any() const { return !masks.empty() || !suppressions.empty(); }
};

/// Names and what stands for them, the longest first.
class Withheld {
 public:
  void add(const std::string& name, const std::string& mask);
  bool empty() const { return names_.empty(); }
  const std::vector<std::pair<std::string, std::string>>& names() const { return names_; }
  /// `text` with every name replaced. Names are found as they are written and with half-width brackets.
  std::string masked(std::string text) const;
  /// A name that `text` still holds, however its brackets and spaces are written; empty if none.
  std::string found_in(const std::string& text) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;
};

/// 甲 … 癸, 子 … 亥, then 二十三 …: the n-th of masked names, from 0.
std::string mask_name(const std::string& as, std::size_t n);

/// Masks members, registers, definitions and notes. Faults: a rule names no list, register or field.
Withheld apply_masks(const std::vector<Mask>& masks, catalog::Catalog& catalog, ingest::Result& returns, Diagnostics& faults);
/// Gives what is withheld the status Q, and as much more as keeps it from being computed from totals (see edition_cells.cc).
void apply_suppressions(const std::vector<Suppression>& rules, const catalog::Catalog& catalog, store::Store& store,
                        Diagnostics& faults);
/// Takes out of a chapter what is for the other edition: blocks “::: internal” … “:::” and [text]{.internal}, or public.
/// Lines keep their numbers.
std::string chapter_for(Edition edition, const std::string& text, const std::string& file, Diagnostics& faults);
/// A last look at what was composed: a withheld name in it is an error.
void check_withheld(const Withheld& withheld, const report::Output& report, Diagnostics& faults);

}  // namespace zh::project
