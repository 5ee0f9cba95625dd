-- random program 180
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
  ev:set()
  local function f3()
    say("w1.f3 4")
    if T.w3 then say("w1.f3 cancels w3 " .. yn(T.w3:cancel())) end
    sleep(1)
    say("w1.f3 7")
    error("E8", 0)
  end
  local function f9()
    say("w1.f9 10")
    say("w1.f9 12")
    ev:clear()
    if not q:full() then q:put_nowait(14) end
    error("E15", 0)
  end
  local function f16()
    say("w1.f16 17")
    do local ok, e = pcall(timeout, 5, function()
      ev:set()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Timeout) then say("w1.f16 18 timeout") elseif not ok then error(e, 0) end end
    error("E21", 0)
  end
  do local dn, pn = wait({ spawn("f3", f3), spawn("f9", f9), spawn("f16", f16) }, { return_when = "all", timeout = nil })
    say("w1 2 done " .. #dn .. " pending " .. #pn) end
  do local ok, e = pcall(timeout, 1, function()
    local function f24()
      say("w1.f24 25")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f24 27 woken")
      end
      do local ok, e = pcall(timeout, 1, function()
        sleep(0)
        say("w1.f24 30")
        say("w1.f24 got " .. q:get())
        ev:set()
      end)
        if is(e, Timeout) then say("w1.f24 28 timeout") elseif not ok then error(e, 0) end end
      ev:set()
      return "f24"
    end
    local function f34()
      say("w1.f34 35")
      if not q:empty() then say("w1.f34 took " .. q:get_nowait()) end
      ev:set()
      sleep(0)
      say("w1.f34 39")
      error("E40", 0)
    end
    local function f41()
      say("w1.f41 42")
      if not q:empty() then say("w1.f41 took " .. q:get_nowait()) end
      if not q:empty() then say("w1.f41 took " .. q:get_nowait()) end
      if not q:full() then q:put_nowait(45) end
      return "f41"
    end
    for _, x in ipairs(gather({ spawn("f24", f24), spawn("f34", f34), spawn("f41", f41) }, { return_errors = true })) do
      say("w1 23 " .. (x.ok and x.value or kind(x.error)))
    end
    if not q:full() then q:put_nowait(46) end
    ev:wait()
    say("w1 48 ev")
  end)
    if is(e, Timeout) then say("w1 22 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(49) end
  say("w1 50 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 52 in")
    local function f54()
      say("w2.f54 55")
      do local ok, e = pcall(function()
        ev:wait()
        say("w2.f54 58 ev")
        ev:clear()
        sleep(0)
        say("w2.f54 61")
      end)
        if is(e, Cancelled) then say("w2.f54 56 cancelled cleanup")
          sleep(2)
          say("w2.f54 56 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      if T.w1 then say("w2.f54 cancels w1 " .. yn(T.w1:cancel())) end
      ev:clear()
      return "f54"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f54", f54)
      if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
      sleep(0)
      say("w2 66")
      if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w2 53 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w2 got " .. q:get())
  end
  if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(2)
  say("w2 72")
  say("w2 73 end")
end
local function w3()
  local function f75()
    say("w3.f75 76")
    sleep(3)
    say("w3.f75 78")
    return "f75"
  end
  local function f79()
    say("w3.f79 80")
    local function f82()
      say("w3.f79.f82 83")
      if not q:full() then q:put_nowait(84) end
      error("E85", 0)
    end
    local function f86()
      say("w3.f79.f86 87")
      ev:set()
      current():cancel()
      error("E90", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f82", f82)
      tg:spawn("f86", f86)
      if not q:empty() then say("w3.f79 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w3.f79 81 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(1)
    say("w3.f79 93")
    return "f79"
  end
  local function f94()
    say("w3.f94 95")
    ev:set()
    return "f94"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f75", f75)
    tg:spawn("f79", f79)
    tg:spawn("f94", f94)
    ev:clear()
    say("w3 got " .. q:get())
    say("w3 100")
  end)
    if is(e, ErrorGroup) then say("w3 74 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 102 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
