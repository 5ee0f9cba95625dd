-- TO-16: nested, the same instant: both expire, the outermost alone raises,
-- whichever was registered first
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

local function attempt(name, moved)
  local o, i
  local ok, e = pcall(timeout, 10, function(outer)
    o = outer
    if moved then outer:reschedule(500) end
    local ok, e = pcall(timeout, 10, function(inner)
      i = inner
      if moved then outer:reschedule(10) end
      sleep(1000)
    end)
    if is(e, Timeout) then say(name .. " inner Timeout") end
    if not ok then error(e, 0) end
  end)
  if is(e, Timeout) then say(name .. " outer Timeout") end
  say(name .. " expired " .. yn(i:expired()) .. " " .. yn(o:expired()) .. " cancelling " .. current():cancelling())
end

attempt("outer registered first", false)
attempt("inner registered first", true)
