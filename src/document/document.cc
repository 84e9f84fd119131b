#include "document/document.h"

namespace zh::document {

std::string plain_text(const Inlines& inlines) {
  struct Append {
    std::string& out;
    void operator()(const Text& t) const { out += t.text; }
    void operator()(const Number& n) const { out += n.text; }
    void operator()(const Reference& r) const { out += r.text; }
    void operator()(const LineBreak&) const { out += '\n'; }
  };
  std::string out;
  for (const Inline& item : inlines) std::visit(Append{out}, item);
  return out;
}

}  // namespace zh::document
