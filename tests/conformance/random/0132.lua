-- random program 132
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
  sleep(1)
  say("w1 2")
  ev:set()
  local function f5()
    say("w1.f5 6")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function()
        say("w1.f5 10")
        if not q:full() then q:put_nowait(11) end
        ev:set()
      end)
        if is(e, Cancelled) then say("w1.f5 8 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f5 7 cancelled cleanup")
        sleep(3)
        say("w1.f5 7 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f5"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f5", f5)
  end)
    if is(e, ErrorGroup) then say("w1 4 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 13 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 15 woken")
  end
  local function f17()
    say("w2.f17 18")
    sleep(5)
    say("w2.f17 20")
    error("E21", 0)
  end
  local function f22()
    say("w2.f22 23")
    local function f25()
      say("w2.f22.f25 26")
      local function f28()
        say("w2.f22.f25.f28 29")
        sleep(1)
        say("w2.f22.f25.f28 31")
        ev:clear()
        return "f28"
      end
      do local dn, pn = wait({ spawn("f28", f28) }, { return_when = "all", timeout = 0 })
        say("w2.f22.f25 27 done " .. #dn .. " pending " .. #pn) end
      return "f25"
    end
    local function f33()
      say("w2.f22.f33 34")
      sleep(3)
      say("w2.f22.f33 36")
      error("E37", 0)
    end
    local function f38()
      say("w2.f22.f38 39")
      local function f41()
        say("w2.f22.f38.f41 42")
        q:put(43)
        say("w2.f22.f38.f41 44 put 43")
        return "f41"
      end
      local function f45()
        say("w2.f22.f38.f45 46")
        sleep(2)
        say("w2.f22.f38.f45 48")
        return "f45"
      end
      local function f49()
        say("w2.f22.f38.f49 50")
        sleep(1)
        say("w2.f22.f38.f49 52")
        if T.w2 then say("w2.f22.f38.f49 cancels w2 " .. yn(T.w2:cancel())) end
        if not q:full() then q:put_nowait(54) end
        return "f49"
      end
      do local dn, pn = wait({ spawn("f41", f41), spawn("f45", f45), spawn("f49", f49) }, { return_when = "first_error", timeout = nil })
        say("w2.f22.f38 40 done " .. #dn .. " pending " .. #pn) end
      error("E55", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f25", f25)
      tg:spawn("f33", f33)
      tg:spawn("f38", f38)
      sleep(2)
      say("w2.f22 57")
      say("w2.f22 size " .. q:size())
      if T.w1 then say("w2.f22 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w2.f22 24 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = defer(function()
      say("w2.f22 60 finally")
    end)
      if not q:full() then q:put_nowait(61) end
      sleep(1)
      say("w2.f22 63")
      if T.w1 then say("w2.f22 cancels w1 " .. yn(T.w1:cancel())) end
    end
    return "f22"
  end
  do local dn, pn = wait({ spawn("f17", f17), spawn("f22", f22) }, { return_when = "all", timeout = nil })
    say("w2 16 done " .. #dn .. " pending " .. #pn) end
  say("w2 66")
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  say("w2 68 end")
end
local function w3()
  sleep(3)
  say("w3 70")
  do local _ <close> = defer(function()
    say("w3 71 finally")
  end)
    do local ok, e = pcall(function()
      q:put(73)
      say("w3 74 put 73")
      sleep(1)
      say("w3 76")
    end)
      if is(e, Cancelled) then say("w3 72 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    ev:wait()
    say("w3 78 ev")
    ev:set()
  end
  sleep(5)
  say("w3 81")
  say("w3 83")
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 85 end")
end
local function w4()
  say("w4 size " .. q:size())
  sleep(0)
  say("w4 88")
  say("w4 89 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w2 ' .. yn(T.w2:cancel()))
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
