-- random program 258
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  if not q:full() then q:put_nowait(1) end
  ev:clear()
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  say("w1 5")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 7 woken")
  end
  say("w1 8 end")
end
local function w2()
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  local function f11()
    say("w2.f11 12")
    say("w2.f11 got " .. q:get())
    return "f11"
  end
  local function f14()
    say("w2.f14 15")
    if not q:empty() then say("w2.f14 took " .. q:get_nowait()) end
    return "f14"
  end
  do local dn, pn = wait({ spawn("f11", f11), spawn("f14", f14) }, { return_when = "all", timeout = nil })
    say("w2 10 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 18 ok") elseif type(e) == "string" then say("w2 18 err " .. kind(e)) else error(e, 0) end end
  say("w2 19 end")
end
local function w3()
  say("w3 size " .. q:size())
  sleep(5)
  say("w3 22")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 23 ok") elseif type(e) == "string" then say("w3 23 err " .. kind(e)) else error(e, 0) end end
  say("w3 24 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
