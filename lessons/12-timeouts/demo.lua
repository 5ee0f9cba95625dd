-- One timeout within another.
local function show(where, e)
  local kind = "done"
  if is(e, Timeout) then
    kind = "Timeout"
  elseif is(e, Cancelled) then
    kind = "Cancelled"
  end
  print(now(), where, kind)
end

local function ask(ms)
  local _, e = pcall(timeout, ms,
    function() sleep(100) end)
  show("inside", e)
  if is(e, Cancelled) then
    error(e, 0) -- not my deadline
  end
end

function nested(out, inn)
  local _, e = pcall(timeout, out,
    function() ask(inn) end)
  show("outside", e)
end

nested(20, 50)
