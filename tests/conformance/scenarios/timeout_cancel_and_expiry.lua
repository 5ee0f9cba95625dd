-- TO-11, TO-12: an outside cancel and the expiry together, in either order or
-- during the cleanup: the outside cancel wins
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

local target

local function w(name, cleanup)
  local keep
  local ok, e = pcall(timeout, 10, function(s)
    keep = s
    local ok, e = pcall(sleep, 1000)
    if is(e, Cancelled) then
      if cleanup > 0 then sleep(cleanup) end
      error(e, 0)
    end
  end)
  if is(e, Timeout) then
    say(name .. " Timeout")
  elseif is(e, Cancelled) then
    say(name .. " Cancelled, expired " .. yn(keep:expired()) .. " cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local function strike_later(ms)
  sleep(ms)
  target:cancel()
end

local function attempt(name, ms, cleanup, first)
  if first then spawn("S", strike_later, ms) end
  target = spawn(name, w, name, cleanup)
  if not first then spawn("S", strike_later, ms) end
  wait { target }
  say(name .. " cancelled " .. yn(target:cancelled()))
end

attempt("before", 5, 0, false)
attempt("cancel first", 10, 0, true)
attempt("expiry first", 10, 0, false)
attempt("in cleanup", 15, 20, false)
attempt("cancel, then expiry in cleanup", 5, 20, false)
