# embed(<target> <function> <folder> <files...>): builds files into <target>; C++ reaches them as
# muniment::assets::<function>(), in path order. The bytes go through the assembler's .incbin.
# SPDX-License-Identifier: Apache-2.0
function(embed target function folder)
  set(files ${ARGN})
  list(SORT files)
  set(asm ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(number 0)
  foreach(file ${files})
    file(RELATIVE_PATH path ${folder} ${file})
    set(symbol "asset_${function}_${number}")
    string(APPEND asm ".balign 16\n.global ${symbol}\n.global ${symbol}_end\n${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND rows "    {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND asm ".section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_BINARY_DIR}/assets/${function})
  file(GENERATE OUTPUT ${out}.S CONTENT "${asm}")
  file(GENERATE OUTPUT ${out}.cpp CONTENT "#include \"base/asset.h\"\n#include <vector>\n${externs}
namespace muniment::assets {
Assets ${function}();
Assets ${function}() {
    static const std::vector<Asset> all = {\n${rows}    };
    return all;
}
}\n")
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${out}.S ${out}.cpp)
endfunction()
