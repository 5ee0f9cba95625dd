-- TG-7: after an error of the body children are cancelled, those that have not
-- started never run; even a single error comes in an ErrorGroup
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
  say(name .. " starts")
  local ok, e = pcall(sleep, 1000)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local b
local ok, e = pcall(task_group, function(tg)
  tg:spawn("A", w, "A")
  sleep(0)
  b = tg:spawn("B", w, "B")
  error("body", 0)
end)
if is(e, ErrorGroup) then say(kind(e) .. ", B cancelled " .. yn(b:cancelled())) end
