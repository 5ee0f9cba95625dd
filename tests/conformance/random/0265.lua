-- random program 265
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
    if T.w2 then say("w1.f2 cancels w2 " .. yn(T.w2:cancel())) end
    return "f2"
  end
  local function f5()
    say("w1.f5 6")
    if T.w5 then say("w1.f5 cancels w5 " .. yn(T.w5:cancel())) end
    sleep(2)
    say("w1.f5 9")
    q:put(10)
    say("w1.f5 11 put 10")
    return "f5"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f5", f5)
    local function f13()
      say("w1.f13 14")
      sleep(5)
      say("w1.f13 16")
      if not q:empty() then say("w1.f13 took " .. q:get_nowait()) end
      error("E18", 0)
    end
    local function f19()
      say("w1.f19 20")
      local function f22()
        say("w1.f19.f22 23")
        if T.w6 then say("w1.f19.f22 cancels w6 " .. yn(T.w6:cancel())) end
        error("E25", 0)
      end
      local function f26()
        say("w1.f19.f26 27")
        ev:set()
        return "f26"
      end
      local function f29()
        say("w1.f19.f29 30")
        sleep(5)
        say("w1.f19.f29 32")
        return "f29"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f22", f22)
        tg:spawn("f26", f26)
        tg:spawn("f29", f29)
        if not q:full() then q:put_nowait(33) end
        sleep(0)
        say("w1.f19 35")
        ev:set()
      end)
        if is(e, ErrorGroup) then say("w1.f19 21 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f38()
        say("w1.f19.f38 39")
        ev:clear()
        return "f38"
      end
      local function f41()
        say("w1.f19.f41 42")
        ev:clear()
        sleep(0)
        say("w1.f19.f41 45")
        return "f41"
      end
      local function f46()
        say("w1.f19.f46 47")
        ev:set()
        if T.w6 then say("w1.f19.f46 cancels w6 " .. yn(T.w6:cancel())) end
        if T.w4 then say("w1.f19.f46 cancels w4 " .. yn(T.w4:cancel())) end
        return "f46"
      end
      for _, x in ipairs(gather({ spawn("f38", f38), spawn("f41", f41), spawn("f46", f46) }, { return_errors = true })) do
        say("w1.f19 37 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E51", 0)
    end
    local function f52()
      say("w1.f52 53")
      local function f55()
        say("w1.f52.f55 56")
        if not q:full() then q:put_nowait(57) end
        sleep(1)
        say("w1.f52.f55 59")
        if T.w2 then say("w1.f52.f55 cancels w2 " .. yn(T.w2:cancel())) end
        return "f55"
      end
      local function f61()
        say("w1.f52.f61 62")
        sleep(2)
        say("w1.f52.f61 64")
        sleep(0)
        say("w1.f52.f61 66")
        error("E67", 0)
      end
      local function f68()
        say("w1.f52.f68 69")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1.f52.f68 count " .. current():cancelling())
        say("w1.f52.f68 73")
        error("E74", 0)
      end
      for _, x in ipairs(gather({ spawn("f55", f55), spawn("f61", f61), spawn("f68", f68) }, { return_errors = true })) do
        say("w1.f52 54 " .. (x.ok and x.value or kind(x.error)))
      end
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f52 77")
        q:put(78)
        say("w1.f52 79 put 78")
        ev:wait()
        say("w1.f52 81 ev")
      end)
        if is(e, Cancelled) then say("w1.f52 75 cancelled cleanup")
          sleep(1)
          say("w1.f52 75 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f52"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f13", f13)
      tg:spawn("f19", f19)
      tg:spawn("f52", f52)
      say("w1 83")
    end)
      if is(e, ErrorGroup) then say("w1 12 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1 85")
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f87()
    say("w1.f87 88")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    error("E90", 0)
  end
  local function f91()
    say("w1.f91 92")
    q:put(93)
    say("w1.f91 94 put 93")
    error("E95", 0)
  end
  do local ok, e = pcall(function() say("w1 86 got " .. table.concat({ gather { spawn("f87", f87), spawn("f91", f91) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 86 err " .. kind(e)) else error(e, 0) end end end
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 got " .. q:get())
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 99 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 101 in")
    ev:wait()
    say("w2 103 ev")
  end
  local function f105()
    say("w2.f105 106")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f105 108 woken")
    end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f105"
  end
  local function f110()
    say("w2.f110 111")
    if not q:empty() then say("w2.f110 took " .. q:get_nowait()) end
    return "f110"
  end
  local function f113()
    say("w2.f113 114")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f113 115 ok") elseif type(e) == "string" then say("w2.f113 115 err " .. kind(e)) else error(e, 0) end end
    sleep(2)
    say("w2.f113 117")
    q:put(118)
    say("w2.f113 119 put 118")
    return "f113"
  end
  do local dn, pn = wait({ spawn("f105", f105), spawn("f110", f110), spawn("f113", f113) }, { return_when = "all", timeout = 2 })
    say("w2 104 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 122 end")
end
local function w3()
  local function f124()
    say("w3.f124 125")
    local function f127()
      say("w3.f124.f127 128")
      do local _ <close> = sm:hold()
        say("w3.f124.f127 130 in")
        sleep(5)
        say("w3.f124.f127 132")
        if T.w2 then say("w3.f124.f127 cancels w2 " .. yn(T.w2:cancel())) end
      end
      return "f127"
    end
    local function f134()
      say("w3.f124.f134 135")
      say("w3.f124.f134 137")
      current():cancel()
      return "f134"
    end
    local function f139()
      say("w3.f124.f139 140")
      sleep(3)
      say("w3.f124.f139 142")
      sleep(1)
      say("w3.f124.f139 144")
      error("E145", 0)
    end
    for _, x in ipairs(gather({ spawn("f127", f127), spawn("f134", f134), spawn("f139", f139) }, { return_errors = true })) do
      say("w3.f124 126 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f124"
  end
  do local ok, e = pcall(function() say("w3 123 got " .. table.concat({ gather { spawn("f124", f124) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 123 err " .. kind(e)) else error(e, 0) end end end
  sleep(5)
  say("w3 147")
  say("w3 149")
  if not q:full() then q:put_nowait(150) end
  say("w3 151 end")
end
local function w4()
  say("w4 count " .. current():cancelling())
  sleep(1)
  say("w4 154")
  say("w4 count " .. current():cancelling())
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  q:put(157)
  say("w4 158 put 157")
  say("w4 159 end")
end
local function w5()
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w5 160 ok") elseif type(e) == "string" then say("w5 160 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    sleep(2)
    say("w5 163")
    do local ok, e = pcall(function() shield(T.w3) end)
      if ok then say("w5 164 ok") elseif type(e) == "string" then say("w5 164 err " .. kind(e)) else error(e, 0) end end
    if T.w4 then say("w5 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, Timeout) then say("w5 161 timeout") elseif not ok then error(e, 0) end end
  say("w5 166 end")
end
local function w6()
  if not q:full() then q:put_nowait(167) end
  if not q:full() then q:put_nowait(168) end
  say("w6 barrier " .. br:wait())
  if T.w3 then say("w6 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 171 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
sleep(1)
sleep(10)
say('main ends')
