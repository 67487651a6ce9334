// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/picture-note.h"

#include <array>
#include <string_view>
#include <utility>

namespace nst {
namespace {

// The mark that begins a packet, and its fixed id, are the standard's.
constexpr std::string_view before =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">";
constexpr std::string_view after =
    "</rdf:li></rdf:Alt></dc:description>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";

// The ampersand comes first where characters are replaced, and last where they come back.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> escapes{
    {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

}  // namespace

std::string xmp_packet(const std::string& note) {
  std::string text = note;
  for (const auto& [plain, escaped] : escapes) {
    replace_all(text, plain, escaped);
  }
  return std::string(before) + text + std::string(after);
}

std::string note_in(const std::string& packet) {
  const std::string_view opening = before.substr(before.rfind("<dc:description>"));
  const std::size_t start = packet.find(opening);
  const std::size_t end = packet.find("</rdf:li>", start);
  if (start == std::string::npos || end == std::string::npos) {
    return {};
  }
  std::string text = packet.substr(start + opening.size(), end - start - opening.size());
  for (auto escape = escapes.rbegin(); escape != escapes.rend(); ++escape) {
    replace_all(text, escape->second, escape->first);
  }
  return text;
}

}  // namespace nst
