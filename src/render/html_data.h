#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "report/ledger.h"

namespace zh::render {

/// Facts by their place in the ledger: what `data-f` in the page and `facts` in its data agree on.
class HtmlFacts {
 public:
  explicit HtmlFacts(const report::Ledger& ledger);
  /// -1 for a fact that the ledger does not know.
  int index(std::string_view id) const;
  const report::Fact* find(std::string_view id) const;

 private:
  const report::Ledger& ledger_;
  std::unordered_map<std::string_view, int> index_;
};

/// The data of the page as one JSON text: facts, the trees they rest on (each node and origin once), the charts in reading
/// order. html/viewer.js reads it and says at its head what the short keys mean.
std::string html_data(const report::Ledger& ledger, const HtmlFacts& facts,
                      const std::vector<const document::Figure*>& figures);

}  // namespace zh::render
