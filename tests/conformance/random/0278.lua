-- random program 278
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    do local _ <close> = sm:hold()
      say("w1.f2 5 in")
      do local ok, e = pcall(function()
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1.f2 6 cancelled uncancel")
          say("w1.f2 6 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
    end
    do local _ <close> = sm:hold()
      say("w1.f2 9 in")
      say("w1.f2 11")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f2 13 woken")
      end
    end
    return "f2"
  end
  local function f14()
    say("w1.f14 15")
    say("w1.f14 barrier " .. br:wait())
    return "f14"
  end
  local function f17()
    say("w1.f17 18")
    if T.w6 then say("w1.f17 cancels w6 " .. yn(T.w6:cancel())) end
    return "f17"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f14", f14), spawn("f17", f17) }, { timeout = 5 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 21")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w1 25")
  say("w1 26 end")
end
local function w2()
  local function f28()
    say("w2.f28 29")
    if not q:full() then q:put_nowait(30) end
    if T.w4 then say("w2.f28 cancels w4 " .. yn(T.w4:cancel())) end
    return "f28"
  end
  local function f32()
    say("w2.f32 33")
    if T.w5 then say("w2.f32 cancels w5 " .. yn(T.w5:cancel())) end
    return "f32"
  end
  do local dn, pn = wait({ spawn("f28", f28), spawn("f32", f32) }, { return_when = "first_error", timeout = nil })
    say("w2 27 done " .. #dn .. " pending " .. #pn) end
  do local _ <close> = lk:hold()
    say("w2 36 in")
    do local _ <close> = lk:hold()
      say("w2 38 in")
      say("w2 size " .. q:size())
    end
  end
  say("w2 40 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(function()
    say("w3 count " .. current():cancelling())
    ev:set()
    q:put(45)
    say("w3 46 put 45")
  end)
    if is(e, Cancelled) then say("w3 42 cancelled swallow")
    elseif not ok then error(e, 0) end end
  q:put(47)
  say("w3 48 put 47")
  say("w3 49 end")
end
local function w4()
  sleep(0)
  say("w4 51")
  sleep(2)
  say("w4 53")
  ev:clear()
  say("w4 55 end")
end
local function w5()
  sleep(5)
  say("w5 57")
  do local _ <close> = lk:hold()
    say("w5 59 in")
    sleep(2)
    say("w5 61")
    do local ok, e = pcall(timeout, 2, function()
      ev:wait()
      say("w5 64 ev")
    end)
      if is(e, Timeout) then say("w5 62 timeout") elseif not ok then error(e, 0) end end
  end
  sleep(1)
  say("w5 66")
  say("w5 got " .. q:get())
  sleep(0)
  say("w5 69")
  say("w5 70 end")
end
local function w6()
  current():cancel()
  do local _ <close> = defer(function()
    sleep(3)
    say("w6 72 finally")
  end)
    sleep(2)
    say("w6 74")
    sleep(1)
    say("w6 76")
  end
  say("w6 77 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(0)
sleep(5)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
