-- random program 177
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
  do local ok, e = pcall(timeout, 0, function()
    say("w1 barrier " .. br:wait())
    if T.w6 then say("w1 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  ev:set()
  say("w1 6 end")
end
local function w2()
  local function f8()
    say("w2.f8 9")
    do local _ <close> = sm:hold()
      say("w2.f8 11 in")
      do local _ <close> = sm:hold()
        say("w2.f8 13 in")
        if T.w4 then say("w2.f8 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(0)
        say("w2.f8 16")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f8 17 ok") elseif type(e) == "string" then say("w2.f8 17 err " .. kind(e)) else error(e, 0) end end
      end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f8 18 ok") elseif type(e) == "string" then say("w2.f8 18 err " .. kind(e)) else error(e, 0) end end
    end
    do local ok, e = pcall(timeout, 0, function()
      ev:clear()
    end)
      if is(e, Timeout) then say("w2.f8 19 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w2.f8 22 in")
      do local ok, e = pcall(timeout, 2, function()
        say("w2.f8 got " .. q:get())
        say("w2.f8 got " .. q:get())
        q:put(26)
        say("w2.f8 27 put 26")
      end)
        if is(e, Timeout) then say("w2.f8 23 timeout") elseif not ok then error(e, 0) end end
    end
    return "f8"
  end
  do local ok, e = pcall(function() say("w2 7 " .. wait_for(0, spawn("f8", f8))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 7 err " .. kind(e)) else error(e, 0) end end end
  say("w2 29")
  say("w2 30 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 32 ok") elseif type(e) == "string" then say("w3 32 err " .. kind(e)) else error(e, 0) end end
  local function f34()
    say("w3.f34 35")
    if not q:empty() then say("w3.f34 took " .. q:get_nowait()) end
    say("w3.f34 38")
    if not q:empty() then say("w3.f34 took " .. q:get_nowait()) end
    error("E40", 0)
  end
  local function f41()
    say("w3.f41 42")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f41 43 ok") elseif type(e) == "string" then say("w3.f41 43 err " .. kind(e)) else error(e, 0) end end
    if T.w2 then say("w3.f41 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w1 then say("w3.f41 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f41"
  end
  do local dn, pn = wait({ spawn("f34", f34), spawn("f41", f41) }, { return_when = "first", timeout = 1 })
    say("w3 33 done " .. #dn .. " pending " .. #pn) end
  if T.w6 then say("w3 cancels w6 " .. yn(T.w6:cancel())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 47 ok") elseif type(e) == "string" then say("w3 47 err " .. kind(e)) else error(e, 0) end end
  say("w3 48 end")
end
local function w4()
  say("w4 50")
  do local _ <close> = lk:hold()
    say("w4 52 in")
    local function f54()
      say("w4.f54 55")
      say("w4.f54 57")
      say("w4.f54 count " .. current():cancelling())
      sleep(3)
      say("w4.f54 60")
      return "f54"
    end
    local function f61()
      say("w4.f61 62")
      if T.w6 then say("w4.f61 cancels w6 " .. yn(T.w6:cancel())) end
      return "f61"
    end
    do local dn, pn = wait({ spawn("f54", f54), spawn("f61", f61) }, { return_when = "first_error", timeout = nil })
      say("w4 53 done " .. #dn .. " pending " .. #pn) end
    sleep(1)
    say("w4 65")
  end
  if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  q:put(67)
  say("w4 68 put 67")
  say("w4 69 end")
end
local function w5()
  do local _ <close> = defer(function()
    sleep(1)
    say("w5 70 finally")
  end)
    do local _ <close> = sm:hold()
      say("w5 72 in")
      ev:wait()
      say("w5 74 ev")
      do local _ <close> = lk:hold()
        say("w5 76 in")
        say("w5 count " .. current():cancelling())
        sleep(5)
        say("w5 79")
        ev:set()
      end
    end
    say("w5 82")
  end
  say("w5 got " .. q:get())
  ev:clear()
  say("w5 count " .. current():cancelling())
  say("w5 86 end")
end
local function w6()
  sleep(2)
  say("w6 88")
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w6 89 ok") elseif type(e) == "string" then say("w6 89 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w6 91 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(2)
sleep(5)
say('main ends')
