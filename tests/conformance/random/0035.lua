-- random program 35
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
  ev:wait()
  say("w1 2 ev")
  say("w1 4")
  do local ok, e = pcall(timeout, 1, function()
    sleep(5)
    say("w1 7")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    local function f10()
      say("w1.f10 11")
      say("w1.f10 13")
      local function f15()
        say("w1.f10.f15 16")
        if T.w3 then say("w1.f10.f15 cancels w3 " .. yn(T.w3:cancel())) end
        return "f15"
      end
      for _, x in ipairs(gather({ spawn("f15", f15) }, { return_errors = true })) do
        say("w1.f10 14 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f10"
    end
    do local dn, pn = wait({ spawn("f10", f10) }, { return_when = "first", timeout = nil })
      say("w1 9 done " .. #dn .. " pending " .. #pn) end
  end)
    if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  say("w1 19 end")
end
local function w2()
  q:put(20)
  say("w2 21 put 20")
  do local _ <close> = lk:hold()
    say("w2 23 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 24 ok") elseif type(e) == "string" then say("w2 24 err " .. kind(e)) else error(e, 0) end end
  end
  say("w2 25 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 27 in")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3 28 ok") elseif type(e) == "string" then say("w3 28 err " .. kind(e)) else error(e, 0) end end
  end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 29 ok") elseif type(e) == "string" then say("w3 29 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  local function f32()
    say("w3.f32 33")
    local function f35()
      say("w3.f32.f35 36")
      say("w3.f32.f35 size " .. q:size())
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f32.f35 39 woken")
      end
      error("E40", 0)
    end
    local function f41()
      say("w3.f32.f41 42")
      do local ok, e = pcall(function()
        say("w3.f32.f41 45")
        sleep(2)
        say("w3.f32.f41 47")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Cancelled) then say("w3.f32.f41 43 cancelled uncancel")
          say("w3.f32.f41 43 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      sleep(0)
      say("w3.f32.f41 50")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f32.f41 52 woken")
      end
      return "f41"
    end
    do local ok, e = pcall(function() say("w3.f32 34 got " .. table.concat({ gather { spawn("f35", f35), spawn("f41", f41) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f32 34 err " .. kind(e)) else error(e, 0) end end end
    if not q:full() then q:put_nowait(53) end
    return "f32"
  end
  local function f54()
    say("w3.f54 55")
    say("w3.f54 57")
    say("w3.f54 count " .. current():cancelling())
    ev:set()
    error("E60", 0)
  end
  local function f61()
    say("w3.f61 62")
    sleep(0)
    say("w3.f61 64")
    sleep(0)
    say("w3.f61 66")
    sleep(1)
    say("w3.f61 68")
    error("E69", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f32", f32)
    tg:spawn("f54", f54)
    tg:spawn("f61", f61)
  end)
    if is(e, ErrorGroup) then say("w3 31 " .. kind(e)) elseif not ok then error(e, 0) end end
  if T.w5 then say("w3 cancels w5 " .. yn(T.w5:cancel())) end
  say("w3 71 end")
end
local function w4()
  do local ok, e = pcall(function()
    local function f74()
      say("w4.f74 75")
      do local ok, e = pcall(function()
        say("w4.f74 78")
        if not q:full() then q:put_nowait(79) end
      end)
        if is(e, Cancelled) then say("w4.f74 76 cancelled err")
          error("X76", 0)
        elseif not ok then error(e, 0) end end
      say("w4.f74 count " .. current():cancelling())
      ev:clear()
      return "f74"
    end
    local function f82()
      say("w4.f82 83")
      q:put(84)
      say("w4.f82 85 put 84")
      return "f82"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f74", f74)
      tg:spawn("f82", f82)
      sleep(2)
      say("w4 87")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, ErrorGroup) then say("w4 73 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w4 72 cancelled uncancel")
      say("w4 72 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w4 got " .. q:get())
  say("w4 91 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w5 93 woken")
  end
  say("w5 95")
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      say("w5 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w5 97 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    if T.w1 then say("w5 cancels w1 " .. yn(T.w1:cancel())) end
  end)
    if is(e, Cancelled) then say("w5 96 cancelled uncancel")
      say("w5 96 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  ev:set()
  ev:wait()
  say("w5 103 ev")
  say("w5 104 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(2)
sleep(5)
say('main ends')
