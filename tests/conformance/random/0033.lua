-- random program 33
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    local function f3()
      say("w1.f3 4")
      say("w1.f3 size " .. q:size())
      local function f7()
        say("w1.f3.f7 8")
        say("w1.f3.f7 count " .. current():cancelling())
        ev:wait()
        say("w1.f3.f7 11 ev")
        sleep(1)
        say("w1.f3.f7 13")
        return "f7"
      end
      local function f14()
        say("w1.f3.f14 15")
        if T.w1 then say("w1.f3.f14 cancels w1 " .. yn(T.w1:cancel())) end
        if T.w4 then say("w1.f3.f14 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
        return "f14"
      end
      for _, x in ipairs(gather({ spawn("f7", f7), spawn("f14", f14) }, { return_errors = true })) do
        say("w1.f3 6 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f20()
        say("w1.f3.f20 21")
        ev:set()
        sleep(0)
        say("w1.f3.f20 24")
        q:put(25)
        say("w1.f3.f20 26 put 25")
        return "f20"
      end
      do local ok, e = pcall(function() say("w1.f3 19 " .. wait_for(1, spawn("f20", f20))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f3 19 err " .. kind(e)) else error(e, 0) end end end
      return "f3"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f3", f3)
    end)
      if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(2)
    say("w1 28")
    ev:set()
  end
  do local _ <close> = lk:hold()
    say("w1 31 in")
    local function f33()
      say("w1.f33 34")
      say("w1.f33 36")
      do local _ <close> = sm:hold()
        say("w1.f33 38 in")
        ev:wait()
        say("w1.f33 40 ev")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        if not q:full() then q:put_nowait(42) end
      end
      error("E43", 0)
    end
    local function f44()
      say("w1.f44 45")
      sleep(2)
      say("w1.f44 47")
      return "f44"
    end
    for _, x in ipairs(gather({ spawn("f33", f33), spawn("f44", f44) }, { return_errors = true })) do
      say("w1 32 " .. (x.ok and x.value or kind(x.error)))
    end
  end
  local function f49()
    say("w1.f49 50")
    sleep(1)
    say("w1.f49 52")
    error("E53", 0)
  end
  do local ok, e = pcall(function() say("w1 48 " .. wait_for(2, spawn("f49", f49))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 48 err " .. kind(e)) else error(e, 0) end end end
  say("w1 55")
  say("w1 56 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    if not q:full() then q:put_nowait(58) end
    if not q:full() then q:put_nowait(59) end
  end)
    if is(e, Timeout) then say("w2 57 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 61 woken")
  end
  say("w2 62 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  do local _ <close> = defer(function()
    say("w3 64 finally")
  end)
    local function f66()
      say("w3.f66 67")
      local function f69()
        say("w3.f66.f69 70")
        if T.w4 then say("w3.f66.f69 cancels w4 " .. yn(T.w4:cancel())) end
        return "f69"
      end
      do local ok, e = pcall(function() say("w3.f66 68 got " .. table.concat({ gather { spawn("f69", f69) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f66 68 err " .. kind(e)) else error(e, 0) end end end
      say("w3.f66 got " .. q:get())
      error("E73", 0)
    end
    local function f74()
      say("w3.f74 75")
      say("w3.f74 77")
      return "f74"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f66", f66)
      tg:spawn("f74", f74)
    end)
      if is(e, ErrorGroup) then say("w3 65 " .. kind(e)) elseif not ok then error(e, 0) end end
    q:put(78)
    say("w3 79 put 78")
    sleep(3)
    say("w3 81")
  end
  if T.w4 then say("w3 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 84")
  sleep(1)
  say("w3 86")
  say("w3 87 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  local function f90()
    say("w4.f90 91")
    do local _ <close> = defer(function()
      say("w4.f90 92 finally")
    end)
      do local _ <close> = cd:hold()
        cd:wait()
        say("w4.f90 94 woken")
      end
      say("w4.f90 96")
    end
    if not q:full() then q:put_nowait(97) end
    return "f90"
  end
  local function f98()
    say("w4.f98 99")
    sleep(0)
    say("w4.f98 101")
    sleep(2)
    say("w4.f98 103")
    return "f98"
  end
  for _, x in ipairs(gather({ spawn("f90", f90), spawn("f98", f98) }, { return_errors = true })) do
    say("w4 89 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:wait()
  say("w4 105 ev")
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 got " .. q:get())
  say("w4 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
if not q:empty() then q:get_nowait() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
