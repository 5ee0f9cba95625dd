-- random program 81
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    ev:wait()
    say("w1 3 ev")
  end
  do local ok, e = pcall(function()
    say("w1 6")
    do local _ <close> = lk:hold()
      say("w1 8 in")
      do local _ <close> = sm:hold()
        say("w1 10 in")
        ev:wait()
        say("w1 12 ev")
      end
      ev:clear()
    end
    say("w1 barrier " .. br:wait())
  end)
    if is(e, Cancelled) then say("w1 4 cancelled err")
      error("X4", 0)
    elseif not ok then error(e, 0) end end
  sleep(1)
  say("w1 16")
  local function f18()
    say("w1.f18 19")
    local function f21()
      say("w1.f18.f21 22")
      do local _ <close> = lk:hold()
        say("w1.f18.f21 24 in")
        if not q:full() then q:put_nowait(25) end
      end
      return "f21"
    end
    do local ok, e = pcall(function() say("w1.f18 20 " .. wait_for(1, spawn("f21", f21))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f18 20 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        if not q:empty() then say("w1.f18 took " .. q:get_nowait()) end
        say("w1.f18 got " .. q:get())
        ev:wait()
        say("w1.f18 31 ev")
      end)
        if is(e, Cancelled) then say("w1.f18 27 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1.f18 33 in")
        ev:clear()
        say("w1.f18 36")
        say("w1.f18 got " .. q:get())
      end
      sleep(1)
      say("w1.f18 39")
    end)
      if is(e, Cancelled) then say("w1.f18 26 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(2)
    say("w1.f18 41")
    return "f18"
  end
  local function f42()
    say("w1.f42 43")
    say("w1.f42 got " .. q:get())
    if T.w4 then say("w1.f42 cancels w4 " .. yn(T.w4:cancel())) end
    error("E46", 0)
  end
  for _, x in ipairs(gather({ spawn("f18", f18), spawn("f42", f42) }, { return_errors = true })) do
    say("w1 17 " .. (x.ok and x.value or kind(x.error)))
  end
  if not q:full() then q:put_nowait(47) end
  say("w1 48 end")
end
local function w2()
  say("w2 got " .. q:get())
  say("w2 size " .. q:size())
  say("w2 51 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 53 woken")
  end
  sleep(0)
  say("w3 55")
  do local ok, e = pcall(timeout, 5, function()
    ev:clear()
  end)
    if is(e, Timeout) then say("w3 56 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w3 59")
  say("w3 60 end")
end
local function w4()
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  local function f63()
    say("w4.f63 64")
    if T.w3 then say("w4.f63 cancels w3 " .. yn(T.w3:cancel())) end
    return "f63"
  end
  local function f66()
    say("w4.f66 67")
    if T.w1 then say("w4.f66 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:empty() then say("w4.f66 took " .. q:get_nowait()) end
    return "f66"
  end
  do local dn, pn = wait({ spawn("f63", f63), spawn("f66", f66) }, { return_when = "all", timeout = nil })
    say("w4 62 done " .. #dn .. " pending " .. #pn) end
  sleep(0)
  say("w4 71")
  say("w4 count " .. current():cancelling())
  if T.w6 then say("w4 cancels w6 " .. yn(T.w6:cancel())) end
  say("w4 74 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 76 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w5 77 ok") elseif type(e) == "string" then say("w5 77 err " .. kind(e)) else error(e, 0) end end
    do local _ <close> = defer(function()
      say("w5 78 finally")
    end)
      local function f80()
        say("w5.f80 81")
        ev:clear()
        return "f80"
      end
      local function f83()
        say("w5.f83 84")
        ev:clear()
        if not q:empty() then say("w5.f83 took " .. q:get_nowait()) end
        return "f83"
      end
      for _, x in ipairs(gather({ spawn("f80", f80), spawn("f83", f83) }, { return_errors = true })) do
        say("w5 79 " .. (x.ok and x.value or kind(x.error)))
      end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 88 ok") elseif type(e) == "string" then say("w5 88 err " .. kind(e)) else error(e, 0) end end
  current():cancel()
  say("w5 90 end")
end
local function w6()
  if T.w3 then say("w6 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(1)
  say("w6 93")
  say("w6 94 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(0)
sleep(2)
sleep(10)
say('main ends')
