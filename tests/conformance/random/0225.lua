-- random program 225
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
  do local _ <close> = sm:hold()
    say("w1 3 in")
    say("w1 5")
  end
  say("w1 size " .. q:size())
  say("w1 7 end")
end
local function w2()
  say("w2 9")
  local function f11()
    say("w2.f11 12")
    local function f14()
      say("w2.f11.f14 15")
      local function f17()
        say("w2.f11.f14.f17 18")
        sleep(2)
        say("w2.f11.f14.f17 20")
        if T.w2 then say("w2.f11.f14.f17 cancels w2 " .. yn(T.w2:cancel())) end
        return "f17"
      end
      local function f22()
        say("w2.f11.f14.f22 23")
        if not q:empty() then say("w2.f11.f14.f22 took " .. q:get_nowait()) end
        say("w2.f11.f14.f22 got " .. q:get())
        error("E26", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f17", f17)
        tg:spawn("f22", f22)
      end)
        if is(e, ErrorGroup) then say("w2.f11.f14 16 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f14"
    end
    for _, x in ipairs(gather({ spawn("f14", f14) }, { return_errors = true })) do
      say("w2.f11 13 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w2 then say("w2.f11 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f11"
  end
  local function f28()
    say("w2.f28 29")
    sleep(5)
    say("w2.f28 31")
    local function f33()
      say("w2.f28.f33 34")
      sleep(2)
      say("w2.f28.f33 36")
      say("w2.f28.f33 got " .. q:get())
      say("w2.f28.f33 39")
      return "f33"
    end
    local function f40()
      say("w2.f28.f40 41")
      say("w2.f28.f40 got " .. q:get())
      say("w2.f28.f40 size " .. q:size())
      return "f40"
    end
    for _, x in ipairs(gather({ spawn("f33", f33), spawn("f40", f40) }, { return_errors = true })) do
      say("w2.f28 32 " .. (x.ok and x.value or kind(x.error)))
    end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f28 44 ok") elseif type(e) == "string" then say("w2.f28 44 err " .. kind(e)) else error(e, 0) end end
    return "f28"
  end
  local function f45()
    say("w2.f45 46")
    local function f48()
      say("w2.f45.f48 49")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f45.f48 51 woken")
      end
      do local ok, e = pcall(timeout, 0, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w2.f45.f48 52 timeout") elseif not ok then error(e, 0) end end
      error("E54", 0)
    end
    local function f55()
      say("w2.f45.f55 56")
      local function f58()
        say("w2.f45.f55.f58 59")
        sleep(0)
        say("w2.f45.f55.f58 61")
        error("E62", 0)
      end
      local function f63()
        say("w2.f45.f55.f63 64")
        sleep(0)
        say("w2.f45.f55.f63 66")
        if T.w2 then say("w2.f45.f55.f63 cancels w2 " .. yn(T.w2:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f63"
      end
      do local dn, pn = wait({ spawn("f58", f58), spawn("f63", f63) }, { return_when = "all", timeout = 3 })
        say("w2.f45.f55 57 done " .. #dn .. " pending " .. #pn) end
      return "f55"
    end
    local function f69()
      say("w2.f45.f69 70")
      q:put(71)
      say("w2.f45.f69 72 put 71")
      return "f69"
    end
    do local dn, pn = wait({ spawn("f48", f48), spawn("f55", f55), spawn("f69", f69) }, { return_when = "all", timeout = 3 })
      say("w2.f45 47 done " .. #dn .. " pending " .. #pn) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f45 74 woken")
    end
    do local _ <close> = lk:hold()
      say("w2.f45 76 in")
      say("w2.f45 barrier " .. br:wait())
    end
    return "f45"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f11", f11)
    tg:spawn("f28", f28)
    tg:spawn("f45", f45)
  end)
    if is(e, ErrorGroup) then say("w2 10 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 79")
  say("w2 80 end")
end
local function w3()
  local function f82()
    say("w3.f82 83")
    do local _ <close> = lk:hold()
      say("w3.f82 85 in")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      q:put(87)
      say("w3.f82 88 put 87")
      say("w3.f82 90")
    end
    sleep(1)
    say("w3.f82 92")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f82 93 ok") elseif type(e) == "string" then say("w3.f82 93 err " .. kind(e)) else error(e, 0) end end
    error("E94", 0)
  end
  local function f95()
    say("w3.f95 96")
    if T.w3 then say("w3.f95 cancels w3 " .. yn(T.w3:cancel())) end
    if T.w2 then say("w3.f95 cancels w2 " .. yn(T.w2:cancel())) end
    if not q:empty() then say("w3.f95 took " .. q:get_nowait()) end
    error("E100", 0)
  end
  local function f101()
    say("w3.f101 102")
    if not q:empty() then say("w3.f101 took " .. q:get_nowait()) end
    return "f101"
  end
  do local dn, pn = wait({ spawn("f82", f82), spawn("f95", f95), spawn("f101", f101) }, { return_when = "all", timeout = nil })
    say("w3 81 done " .. #dn .. " pending " .. #pn) end
  sleep(2)
  say("w3 105")
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  say("w3 107 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 109 in")
    do local _ <close> = defer(function()
      sleep(0)
      say("w4 110 finally")
    end)
      ev:clear()
    end
    sleep(0)
    say("w4 113")
    if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(2)
  say("w4 116")
  say("w4 117 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
if not q:empty() then q:get_nowait() end
sleep(5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
