-- random program 139
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
  local function f2()
    say("w1.f2 3")
    do local _ <close> = sm:hold()
      say("w1.f2 5 in")
      ev:wait()
      say("w1.f2 7 ev")
      say("w1.f2 barrier " .. br:wait())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end
    say("w1.f2 11")
    return "f2"
  end
  local function f12()
    say("w1.f12 13")
    ev:clear()
    do local _ <close> = lk:hold()
      say("w1.f12 16 in")
      say("w1.f12 18")
      local function f20()
        say("w1.f12.f20 21")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(0)
        say("w1.f12.f20 24")
        return "f20"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f20", f20)
      end)
        if is(e, ErrorGroup) then say("w1.f12 19 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f26()
        say("w1.f12.f26 27")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        return "f26"
      end
      for _, x in ipairs(gather({ spawn("f26", f26) }, { return_errors = true })) do
        say("w1.f12 25 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    return "f12"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    tg:spawn("f12", f12)
    sleep(0)
    say("w1 30")
    say("w1 32")
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 35 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 37 woken")
  end
  local function f39()
    say("w2.f39 40")
    do local _ <close> = sm:hold()
      say("w2.f39 42 in")
      local function f44()
        say("w2.f39.f44 45")
        ev:set()
        sleep(1)
        say("w2.f39.f44 48")
        if not q:full() then q:put_nowait(49) end
        return "f44"
      end
      local function f50()
        say("w2.f39.f50 51")
        sleep(3)
        say("w2.f39.f50 53")
        say("w2.f39.f50 got " .. q:get())
        return "f50"
      end
      for _, x in ipairs(gather({ spawn("f44", f44), spawn("f50", f50) }, { return_errors = true })) do
        say("w2.f39 43 " .. (x.ok and x.value or kind(x.error)))
      end
      if not q:full() then q:put_nowait(55) end
      sleep(0)
      say("w2.f39 57")
    end
    sleep(3)
    say("w2.f39 59")
    return "f39"
  end
  do local dn, pn = wait({ spawn("f39", f39) }, { return_when = "all", timeout = 3 })
    say("w2 38 done " .. #dn .. " pending " .. #pn) end
  current():cancel()
  say("w2 got " .. q:get())
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 63 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 65 in")
    local function f67()
      say("w3.f67 68")
      sleep(0)
      say("w3.f67 70")
      say("w3.f67 72")
      return "f67"
    end
    do local ok, e = pcall(function() say("w3 66 " .. wait_for(1, spawn("f67", f67))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 66 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
  end
  ev:wait()
  say("w3 75 ev")
  sleep(1)
  say("w3 77")
  say("w3 78 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 80 woken")
  end
  if not q:full() then q:put_nowait(81) end
  ev:set()
  sleep(1)
  say("w4 84")
  say("w4 85 end")
end
local function w5()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w5 87 ok") elseif type(e) == "string" then say("w5 87 err " .. kind(e)) else error(e, 0) end end
    say("w5 got " .. q:get())
  end)
    if is(e, Cancelled) then say("w5 86 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 2, function()
    if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
    say("w5 92")
  end)
    if is(e, Timeout) then say("w5 89 timeout") elseif not ok then error(e, 0) end end
  ev:set()
  say("w5 94 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
ev:set()
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
sleep(5)
sleep(5)
say('main ends')
