-- TG-19: the inner group fails, its ErrorGroup is the body error of the outer
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function w(name)
  local ok, e = pcall(sleep, 1000)
  if not ok then say(name .. " cancelled") error(e, 0) end
end
local function bad()
  sleep(10)
  error("boom", 0)
end
local ok, e = pcall(task_group, function(g1)
  g1:spawn("O", w, "O")
  local ok, e = pcall(task_group, function(g2)
    g2:spawn("I", w, "I")
    g2:spawn("B", bad)
  end)
  if is(e, ErrorGroup) then say("inner " .. kind(e)) error(e, 0) end
end)
if is(e, ErrorGroup) then say("outer " .. kind(e)) end
