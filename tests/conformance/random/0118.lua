-- random program 118
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
  say("w1 2")
  say("w1 4")
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 7")
  say("w1 8 end")
end
local function w2()
  local function f10()
    say("w2.f10 11")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f10 12 ok") elseif type(e) == "string" then say("w2.f10 12 err " .. kind(e)) else error(e, 0) end end
    local function f14()
      say("w2.f10.f14 15")
      local function f17()
        say("w2.f10.f14.f17 18")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f10.f14.f17 19 ok") elseif type(e) == "string" then say("w2.f10.f14.f17 19 err " .. kind(e)) else error(e, 0) end end
        return "f17"
      end
      for _, x in ipairs(gather({ spawn("f17", f17) }, { return_errors = true })) do
        say("w2.f10.f14 16 " .. (x.ok and x.value or kind(x.error)))
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f10.f14 21 woken")
      end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f10.f14 22 ok") elseif type(e) == "string" then say("w2.f10.f14 22 err " .. kind(e)) else error(e, 0) end end
      return "f14"
    end
    local function f23()
      say("w2.f10.f23 24")
      local function f26()
        say("w2.f10.f23.f26 27")
        say("w2.f10.f23.f26 got " .. q:get())
        q:put(29)
        say("w2.f10.f23.f26 30 put 29")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f10.f23.f26 31 ok") elseif type(e) == "string" then say("w2.f10.f23.f26 31 err " .. kind(e)) else error(e, 0) end end
        return "f26"
      end
      do local ok, e = pcall(function() say("w2.f10.f23 25 " .. wait_for(3, spawn("f26", f26))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f10.f23 25 err " .. kind(e)) else error(e, 0) end end end
      error("E32", 0)
    end
    local function f33()
      say("w2.f10.f33 34")
      say("w2.f10.f33 36")
      do local _ <close> = defer(function()
        sleep(0)
        say("w2.f10.f33 37 finally")
      end)
        sleep(1)
        say("w2.f10.f33 39")
      end
      do local _ <close> = sm:hold()
        say("w2.f10.f33 41 in")
        sleep(1)
        say("w2.f10.f33 43")
        sleep(1)
        say("w2.f10.f33 45")
      end
      return "f33"
    end
    do local dn, pn = wait({ spawn("f14", f14), spawn("f23", f23), spawn("f33", f33) }, { return_when = "all", timeout = nil })
      say("w2.f10 13 done " .. #dn .. " pending " .. #pn) end
    return "f10"
  end
  local function f46()
    say("w2.f46 47")
    ev:set()
    return "f46"
  end
  local function f49()
    say("w2.f49 50")
    local function f52()
      say("w2.f49.f52 53")
      local function f55()
        say("w2.f49.f52.f55 56")
        sleep(2)
        say("w2.f49.f52.f55 58")
        return "f55"
      end
      local function f59()
        say("w2.f49.f52.f59 60")
        if not q:empty() then say("w2.f49.f52.f59 took " .. q:get_nowait()) end
        return "f59"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f55", f55)
        tg:spawn("f59", f59)
      end)
        if is(e, ErrorGroup) then say("w2.f49.f52 54 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f63()
        say("w2.f49.f52.f63 64")
        sleep(1)
        say("w2.f49.f52.f63 66")
        return "f63"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f63", f63)
        sleep(0)
        say("w2.f49.f52 68")
      end)
        if is(e, ErrorGroup) then say("w2.f49.f52 62 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        if T.w2 then say("w2.f49.f52 cancels w2 " .. yn(T.w2:cancel())) end
        ev:wait()
        say("w2.f49.f52 72 ev")
        say("w2.f49.f52 got " .. q:get())
      end)
        if is(e, Cancelled) then say("w2.f49.f52 69 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f52"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f52", f52)
    end)
      if is(e, ErrorGroup) then say("w2.f49 51 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f49 75 woken")
    end
    ev:wait()
    say("w2.f49 77 ev")
    return "f49"
  end
  for _, x in ipairs(gather({ spawn("f10", f10), spawn("f46", f46), spawn("f49", f49) }, { return_errors = true })) do
    say("w2 9 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 79")
  ev:set()
  say("w2 82")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 83 ok") elseif type(e) == "string" then say("w2 83 err " .. kind(e)) else error(e, 0) end end
  say("w2 84 end")
end
local function w3()
  sleep(1)
  say("w3 86")
  local function f88()
    say("w3.f88 89")
    say("w3.f88 91")
    do local _ <close> = defer(function()
      sleep(1)
      say("w3.f88 92 finally")
    end)
      sleep(2)
      say("w3.f88 94")
      q:put(95)
      say("w3.f88 96 put 95")
      sleep(2)
      say("w3.f88 98")
    end
    return "f88"
  end
  do local ok, e = pcall(function() say("w3 87 got " .. table.concat({ gather { spawn("f88", f88) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 87 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if not q:full() then q:put_nowait(100) end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 102 end")
end
local function w4()
  say("w4 barrier " .. br:wait())
  sleep(5)
  say("w4 105")
  do local _ <close> = sm:hold()
    say("w4 107 in")
    ev:set()
    q:put(109)
    say("w4 110 put 109")
  end
  say("w4 count " .. current():cancelling())
  if not q:full() then q:put_nowait(112) end
  say("w4 113 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
sleep(30)
say('main ends')
