-- random program 103
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  sleep(0)
  say("w1 2")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 4 woken")
  end
  do local ok, e = pcall(function()
    ev:set()
    local function f8()
      say("w1.f8 9")
      if T.w5 then say("w1.f8 cancels w5 " .. yn(T.w5:cancel())) end
      return "f8"
    end
    do local ok, e = pcall(function() say("w1 7 got " .. table.concat({ gather { spawn("f8", f8) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 7 err " .. kind(e)) else error(e, 0) end end end
    say("w1 12")
  end)
    if is(e, Cancelled) then say("w1 5 cancelled cleanup")
      sleep(0)
      say("w1 5 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 13 end")
end
local function w2()
  sleep(1)
  say("w2 15")
  say("w2 barrier " .. br:wait())
  local function f18()
    say("w2.f18 19")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f18 21 ok") elseif type(e) == "string" then say("w2.f18 21 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f18 20 timeout") elseif not ok then error(e, 0) end end
    error("E22", 0)
  end
  local function f23()
    say("w2.f23 24")
    local function f26()
      say("w2.f23.f26 27")
      say("w2.f23.f26 size " .. q:size())
      local function f30()
        say("w2.f23.f26.f30 31")
        ev:wait()
        say("w2.f23.f26.f30 33 ev")
        sleep(5)
        say("w2.f23.f26.f30 35")
        return "f30"
      end
      local function f36()
        say("w2.f23.f26.f36 37")
        current():cancel()
        current():cancel()
        return "f36"
      end
      for _, x in ipairs(gather({ spawn("f30", f30), spawn("f36", f36) }, { return_errors = true })) do
        say("w2.f23.f26 29 " .. (x.ok and x.value or kind(x.error)))
      end
      ev:wait()
      say("w2.f23.f26 41 ev")
      error("E42", 0)
    end
    do local dn, pn = wait({ spawn("f26", f26) }, { return_when = "first_error", timeout = nil })
      say("w2.f23 25 done " .. #dn .. " pending " .. #pn) end
    return "f23"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f18", f18)
    tg:spawn("f23", f23)
    sleep(1)
    say("w2 44")
    local function f46()
      say("w2.f46 47")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f46 48 ok") elseif type(e) == "string" then say("w2.f46 48 err " .. kind(e)) else error(e, 0) end end
      return "f46"
    end
    local function f49()
      say("w2.f49 50")
      say("w2.f49 52")
      local function f54()
        say("w2.f49.f54 55")
        if T.w5 then say("w2.f49.f54 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(57) end
        return "f54"
      end
      do local ok, e = pcall(function() say("w2.f49 53 " .. wait_for(3, spawn("f54", f54))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f49 53 err " .. kind(e)) else error(e, 0) end end end
      return "f49"
    end
    local function f58()
      say("w2.f58 59")
      say("w2.f58 got " .. q:get())
      return "f58"
    end
    do local ok, e = pcall(function() say("w2 45 got " .. table.concat({ gather { spawn("f46", f46), spawn("f49", f49), spawn("f58", f58) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 45 err " .. kind(e)) else error(e, 0) end end end
    sleep(2)
    say("w2 62")
  end)
    if is(e, ErrorGroup) then say("w2 17 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 63 end")
end
local function w3()
  say("w3 65")
  local function f67()
    say("w3.f67 68")
    if T.w5 then say("w3.f67 cancels w5 " .. yn(T.w5:cancel())) end
    if T.w2 then say("w3.f67 cancels w2 " .. yn(T.w2:cancel())) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3.f67 72 woken")
    end
    error("E73", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f67", f67)
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 75 woken")
    end
    say("w3 77")
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w3 66 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(79)
  say("w3 80 put 79")
  sleep(5)
  say("w3 82")
  say("w3 83 end")
end
local function w4()
  sleep(2)
  say("w4 85")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  local function f88()
    say("w4.f88 89")
    if T.w4 then say("w4.f88 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(1)
    say("w4.f88 92")
    return "f88"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f88", f88)
    say("w4 94")
    if T.w6 then say("w4 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w4 87 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w4 97 end")
end
local function w5()
  do local _ <close> = lk:hold()
    say("w5 99 in")
    local function f101()
      say("w5.f101 102")
      say("w5.f101 104")
      return "f101"
    end
    local function f105()
      say("w5.f105 106")
      local function f108()
        say("w5.f105.f108 109")
        if not q:empty() then say("w5.f105.f108 took " .. q:get_nowait()) end
        return "f108"
      end
      local function f111()
        say("w5.f105.f111 112")
        ev:wait()
        say("w5.f105.f111 114 ev")
        if T.w6 then say("w5.f105.f111 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f111"
      end
      local function f116()
        say("w5.f105.f116 117")
        q:put(118)
        say("w5.f105.f116 119 put 118")
        if not q:empty() then say("w5.f105.f116 took " .. q:get_nowait()) end
        ev:clear()
        return "f116"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f108", f108), spawn("f111", f111), spawn("f116", f116) }, { timeout = 0 }) do say("w5.f105 107 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f105 107 err " .. kind(e)) else error(e, 0) end end end
      if T.w4 then say("w5.f105 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f105"
    end
    local function f123()
      say("w5.f123 124")
      sleep(1)
      say("w5.f123 126")
      if T.w4 then say("w5.f123 cancels w4 " .. yn(T.w4:cancel())) end
      return "f123"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f101", f101), spawn("f105", f105), spawn("f123", f123) }, { timeout = nil }) do say("w5 100 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 100 err " .. kind(e)) else error(e, 0) end end end
    sleep(3)
    say("w5 129")
    say("w5 131")
  end
  q:put(132)
  say("w5 133 put 132")
  sleep(1)
  say("w5 135")
  say("w5 136 end")
end
local function w6()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w6 138 woken")
  end
  ev:set()
  say("w6 count " .. current():cancelling())
  say("w6 barrier " .. br:wait())
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w6 143 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
sleep(5)
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
