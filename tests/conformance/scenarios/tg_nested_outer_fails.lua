-- TG-20: a child of the outer group fails: the inner block is cancelled and raises
-- Cancelled; the outer ErrorGroup has one level
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

local ok, e = pcall(task_group, function(g1)
  g1:spawn("bad", function()
    sleep(10)
    error("boom", 0)
  end)
  g1:spawn("O", w, "O")
  local ok, e = pcall(task_group, function(g2) g2:spawn("I", w, "I") end)
  if is(e, Cancelled) then say("inner block Cancelled") end
  if not ok then error(e, 0) end
end)
if is(e, ErrorGroup) then say(kind(e)) end
say("cancelling " .. current():cancelling())
